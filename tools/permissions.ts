import { SETTINGS } from "../src/config/settings.ts";

/**
 * Prints the permissions that the settings ask for, so that the server runs with no others:
 * it listens on its own address, reads its own folder, writes its data and its logs, and connects to nothing.
 */
function main(): void {
  const host = value("host");
  const dirs = [value("dataDir"), value("logDir")].filter((dir) => dir !== "-").map(escapeCommas);
  const net = `${host.includes(":") ? `[${host}]` : host}${value("port") === "0" ? "" : `:${value("port")}`}`;
  console.log(`--allow-net=${net} --allow-read=${[".", ...dirs].join(",")} --allow-write=${dirs.join(",")}`);
}

function value(key: "host" | "port" | "dataDir" | "logDir"): string {
  const { name, fallback } = SETTINGS[key];
  return Deno.env.get(name)?.trim() || String(fallback);
}

/** A comma in a path is written twice in a list of permissions. */
function escapeCommas(path: string): string {
  return path.replaceAll(",", ",,");
}

if (import.meta.main) main();
