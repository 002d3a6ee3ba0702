import { getLogger } from "./get_logger.ts";
import type { GenericFunction, Message } from "./logger.ts";
import "./setup.ts";

export type { GenericFunction };

/** Tells the default logger at the level DEBUG and gives the message back; a function is called only if it is logged. */
export function debug<T>(msg: () => T, ...args: unknown[]): T | undefined;
export function debug<T>(msg: Message<T>, ...args: unknown[]): T;
export function debug<T>(msg: Message<T> | (() => T), ...args: unknown[]): T | undefined {
  return getLogger().debug(msg as () => T, ...args);
}
