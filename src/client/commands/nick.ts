import { rememberName } from "../islands/last_name.ts";
import { rename } from "../state/session.ts";
import type { TypedCommand } from "./command.ts";

/** /nick: the same person by another name. */
export async function changeName({ argument }: TypedCommand): Promise<void> {
  await rename(argument);
  rememberName(argument);
}
