import { getLogger } from "./get_logger.ts";
import type { GenericFunction, Message } from "./logger.ts";
import "./setup.ts";

export type { GenericFunction };

/** Tells the default logger at the level ERROR and gives the message back; a function is called only if it is logged. */
export function error<T>(msg: () => T, ...args: unknown[]): T | undefined;
export function error<T>(msg: Message<T>, ...args: unknown[]): T;
export function error<T>(msg: Message<T> | (() => T), ...args: unknown[]): T | undefined {
  return getLogger().error(msg as () => T, ...args);
}
