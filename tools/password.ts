/**
 * Prints a link by which somebody who forgot their password sets a new one: it works once, within a day, and the one
 * before it no more. The server may be running.
 *
 *   deno task password ada
 *
 * The data folder is that of DATA_DIR, the address that of PUBLIC_URL and PORT.
 */
import { makeResetLink } from "../src/chat/password_reset.ts";
import { readUsername } from "../src/chat/usernames/username.ts";
import { readConfig } from "../src/config/config.ts";
import { reachableAddresses, resetAddress } from "../src/http/addresses.ts";
import { DEFAULT_LIMITS } from "../src/protocol/limits.ts";
import { SqliteStore } from "../src/store/sqlite/store.ts";

/**
 * Makes a link for a person of the server that the environment describes.
 * @throws Error where it has no database yet, or nobody has an account of this name
 */
export async function printResetLink(env: Readonly<Record<string, string>>, name: string): Promise<string> {
  const { dataDir, host: hostname, port, publicUrl } = readConfig(env);
  const path = `${dataDir}/parley.db`;
  Deno.statSync(path);
  const store = new SqliteStore(path);
  try {
    const account = await store.accounts.findByName(readUsername(name, DEFAULT_LIMITS.username).skeleton);
    if (account === undefined) throw new Error(`Nobody has an account of the name '${name}'`);
    const [address] = reachableAddresses({ transport: "tcp", hostname, port }, publicUrl);
    return resetAddress(address!, (await makeResetLink(store.links, { user: account.user, by: null })).token);
  } finally {
    await store.close();
  }
}

if (import.meta.main) {
  try {
    const [name, ...others] = Deno.args;
    if (name === undefined || others.length > 0) throw new Error("Name one person: deno task password ada");
    console.log(`To set a new password for ${name}, open ${await printResetLink(Deno.env.toObject(), name)}`);
  } catch (error) {
    console.error(`No link was made: ${(error as Error).message}`);
    Deno.exit(1);
  }
}
