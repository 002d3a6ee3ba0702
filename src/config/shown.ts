import type { Config } from "./config.ts";
import type { Setting } from "./readers.ts";
import { SETTINGS } from "./settings.ts";

/** A setting with its value, for those who run the server. */
export interface Shown {
  name: string;
  about: string;
  allowed: string;
  unit?: string;
  value?: string;
  fallback?: string;
  source: "default" | "environment";
  secret?: true;
}

/**
 * All settings as they stand, and where each value comes from. Of secrets only that, never the value.
 * @param env the environment that `config` was read from
 */
export function showSettings(
  config: Config,
  env: Readonly<Record<string, string>> = Deno.env.toObject(),
  settings: Record<string, Setting<unknown>> = SETTINGS,
): Shown[] {
  const values = config as Record<string, unknown>;
  return Object.entries(settings).map(([key, { name, about, allowed, unit, fallback, secret }]) => {
    const value = showValue(values[key]);
    const isSet = (env[name] ?? "").trim() !== "" || value !== showValue(fallback);
    return {
      ...{ name, about, allowed },
      ...(unit !== undefined && { unit }),
      ...(secret ? { secret } : { value, fallback: showValue(fallback) }),
      source: isSet ? "environment" : "default",
    };
  });
}

/** A value as one would set it. */
export function showValue(value: unknown): string {
  if (typeof value === "boolean") return value ? "on" : "off";
  return String(value);
}
