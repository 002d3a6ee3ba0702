import type { Account, User } from "../../src/protocol/models.ts";
import type { Access } from "./access.ts";

export const PASSWORD = "four green umbrellas";

export interface SignedIn {
  user: User;
  account: Account;
  session: string;
}

/** Makes somebody with an account; gives them, and their token. */
export async function signUp(
  server: Access,
  username: string,
  more: Record<string, unknown> = {},
): Promise<SignedIn> {
  const json = { username, password: PASSWORD, ...more };
  const { status, body } = await server.call<SignedIn>("POST /api/account", { json });
  if (status !== 201) throw new Error(`Cannot sign up as ${username}: ${JSON.stringify(body)}`);
  return body;
}

/** Status and code of a refusal. */
export function refusal({ status, body }: { status: number; body: unknown }): [number, string | undefined] {
  return [status, (body as { error?: { code: string } } | undefined)?.error?.code];
}
