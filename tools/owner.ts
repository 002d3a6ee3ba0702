/**
 * Prints a link by which somebody becomes the owner of the server: it works once, within a day, and the one before it no
 * more. The server may be running.
 *
 *   deno task owner
 *
 * The data folder is that of DATA_DIR, the address that of PUBLIC_URL and PORT.
 */
import { makeOwnerLink } from "../src/chat/links.ts";
import { readConfig } from "../src/config/config.ts";
import { ownerAddress, reachableAddresses } from "../src/http/addresses.ts";
import { SqliteStore } from "../src/store/sqlite/store.ts";

/**
 * Makes a link for the server that the environment describes.
 * @throws Error where it has no database yet
 */
export async function printOwnerLink(env: Readonly<Record<string, string>>): Promise<string> {
  const { dataDir, host: hostname, port, publicUrl } = readConfig(env);
  const path = `${dataDir}/parley.db`;
  Deno.statSync(path);
  const store = new SqliteStore(path);
  try {
    const [address] = reachableAddresses({ transport: "tcp", hostname, port }, publicUrl);
    return ownerAddress(address!, await makeOwnerLink(store.links));
  } finally {
    await store.close();
  }
}

if (import.meta.main) {
  try {
    console.log(`To become the owner, open ${await printOwnerLink(Deno.env.toObject())}`);
  } catch (error) {
    console.error(`No link was made: ${(error as Error).message}`);
    Deno.exit(1);
  }
}
