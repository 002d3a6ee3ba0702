import { isIP } from "node:net";
import { SETTINGS } from "../src/config/settings.ts";
import { CLOSED_NETWORKS } from "../src/previews/address.ts";

const RESOLVERS = "/etc/resolv.conf";
/** Where pages are. */
const PORTS = ["80", "443"];

/**
 * Prints the permissions that the settings ask for, so that the server runs with no others:
 * it listens on its own address, reads its own folder, writes its data and its logs, and connects to nothing; with
 * previews of links, to the name server and to public addresses of IPv4 at the ports of pages.
 */
function main(): void {
  const [host, port] = [value("host"), value("port")];
  const dirs = [value("dataDir"), value("logDir")].filter((dir) => dir !== "-").map(escapeCommas);
  const listens = `${host.includes(":") ? `[${host}]` : host}${port === "0" ? "" : `:${port}`}`;
  const previews = SETTINGS.linkPreviews.parse(value("linkPreviews"));
  const net = previews ? connecting(listens, port) : `--allow-net=${listens}`;
  console.log(`${net} --allow-read=${[".", ...dirs].join(",")} --allow-write=${dirs.join(",")}`);
}

/** What it takes to ask pages. Deno checks each address that is connected to once more: the guard's second wall. */
function connecting(listens: string, port: string): string {
  const allowed = [listens, ...nameServers(), ...PORTS.map((port) => `0.0.0.0/0:${port}`)];
  // A port that the server listens at cannot be forbidden.
  const ports = PORTS.filter((one) => one !== port);
  const denied = ports.flatMap((port) => CLOSED_NETWORKS.map((network) => `${network}:${port}`));
  return `--allow-net=${allowed.join(",")} --deny-net=${denied.join(",")}`;
}

/** The addresses that this machine asks for names. */
function nameServers(): string[] {
  let text = "";
  try {
    text = Deno.readTextFileSync(RESOLVERS);
  } catch {
    // Without this file there is no way to know them.
  }
  const addresses = [...text.matchAll(/^nameserver\s+(\S+)/gm)].map(([, address]) => address!);
  return addresses.filter((address) => isIP(address) !== 0)
    .map((address) => `${isIP(address) === 6 ? `[${address}]` : address}:53`);
}

function value(key: "host" | "port" | "dataDir" | "logDir" | "linkPreviews"): string {
  const { name, fallback } = SETTINGS[key];
  return Deno.env.get(name)?.trim() || (fallback === false ? "off" : String(fallback));
}

/** A comma in a path is written twice in a list of permissions. */
function escapeCommas(path: string): string {
  return path.replaceAll(",", ",,");
}

if (import.meta.main) main();
