import type { AccessMode, ShownSetting } from "../protocol/models.ts";
import { changeAccess, hasAccessSetting, readAccess } from "./access.ts";
import type { Admin } from "./admin.ts";
import type { Chat } from "./chat.ts";

/** The settings as they stand, and what of them the owner changes while the server runs. */
export interface Settings {
  settings: ShownSetting[];
  access: AccessMode;
  /** It was said at the start. */
  fixed: boolean;
}

/** @param given the settings as the server was started with them */
export async function readSettings(chat: Chat, given: readonly ShownSetting[]): Promise<Settings> {
  const access = await readAccess(chat);
  const fixed = chat.access !== undefined;
  const source = fixed ? "environment" : await hasAccessSetting(chat) ? "page" : "default";
  const settings = given.map((setting): ShownSetting =>
    setting.name === "ACCESS" ? { ...setting, value: access, fallback: "open", source } : setting
  );
  return { settings, access, fixed };
}

/**
 * Changes what can be changed while the server runs.
 * @throws ProtocolError as changeAccess()
 */
export async function changeSettings(
  chat: Chat,
  { user }: Admin,
  { access }: { access: string },
): Promise<void> {
  await changeAccess(chat, user, access);
}
