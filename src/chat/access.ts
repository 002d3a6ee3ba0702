import { ProtocolError } from "../protocol/errors.ts";
import type { AccessMode, User } from "../protocol/models.ts";
import type { Chat } from "./chat.ts";

const MODES: readonly AccessMode[] = ["open", "accounts", "invited"];
const SETTING = "access";

/** How people come in. */
export async function readAccess(chat: Chat): Promise<AccessMode> {
  if (chat.access !== undefined) return chat.access;
  const kept = await chat.store.settings.get(SETTING);
  return MODES.find((mode) => mode === kept) ?? "open";
}

/** Whether that was ever set in the page. */
export async function hasAccessSetting(chat: Chat): Promise<boolean> {
  return await chat.store.settings.get(SETTING) !== undefined;
}

/**
 * Changes how people come in; those who are in stay in.
 * @throws ProtocolError `forbidden`, `bad_request`, `setting_fixed` where it was said at the start
 */
export async function changeAccess(chat: Chat, user: User, access: string): Promise<AccessMode> {
  await requireOwner(chat, user);
  const mode = MODES.find((one) => one === access);
  if (mode === undefined) {
    throw new ProtocolError("bad_request", `'access' must be one of ${MODES.join(", ")}`);
  }
  if (chat.access !== undefined) throw new ProtocolError("setting_fixed");
  await chat.store.settings.set(SETTING, mode, user);
  return mode;
}

/** @throws ProtocolError `forbidden` for everyone but an owner */
export async function requireOwner(chat: Chat, user: User): Promise<void> {
  const account = await chat.store.accounts.get(user);
  if (account?.role !== "owner") throw new ProtocolError("forbidden", "Only the owner may do this");
}
