/** One setting: its name in the environment and how its text is read. */
export interface Setting<T> {
  name: string;
  /** The value where the variable is not set. */
  fallback: T;
  /** What it may be, in words. */
  allowed: string;
  about: string;
  unit: string | undefined;
  /** Its value is shown to nobody. */
  secret?: true;
  /** Reads the variable's text; throws a RangeError where it is not allowed. */
  parse(text: string): T;
}

interface Words {
  about: string;
  unit?: string;
}

/** A whole number. */
export function integer(
  name: string,
  fallback: number,
  words: Words & { min: number; max?: number },
): Setting<number> {
  const { min, max = Number.MAX_SAFE_INTEGER, about, unit } = words;
  const allowed = max === Number.MAX_SAFE_INTEGER
    ? `a whole number, ${min} or more`
    : `a whole number from ${min} to ${max}`;
  return { name, fallback, allowed, about, unit, parse: parseInteger };

  function parseInteger(text: string): number {
    const value = Number(text);
    if (!/^\d{1,15}$/.test(text) || value < min || value > max) throw new RangeError(allowed);
    return value;
  }
}

/** Any text but the empty one. */
export function text(name: string, fallback: string, words: Words): Setting<string> {
  return { name, fallback, allowed: "a text", about: words.about, unit: words.unit, parse: (value) => value };
}

/** One of a few words. */
export function oneOf<const T extends string>(
  name: string,
  fallback: NoInfer<T>,
  values: readonly T[],
  words: Words,
): Setting<T> {
  const allowed = values.map((value) => `\`${value}\``).join(", ");
  return { name, fallback, allowed, about: words.about, unit: undefined, parse: parseWord };

  function parseWord(text: string): T {
    const value = values.find((one) => one === text);
    if (value === undefined) throw new RangeError(`one of ${values.join(", ")}`);
    return value;
  }
}

/** On or off. */
export function flag(name: string, fallback: boolean, words: Words): Setting<boolean> {
  return { name, fallback, allowed: "`on`, `off`", about: words.about, unit: undefined, parse: parseFlag };

  function parseFlag(text: string): boolean {
    if (["on", "true", "yes", "1"].includes(text)) return true;
    if (["off", "false", "no", "0"].includes(text)) return false;
    throw new RangeError("on or off");
  }
}

/** The address of this server: an http or https origin, without a path. Empty where there is none. */
export function url(name: string, fallback: string, words: Words): Setting<string> {
  return {
    name,
    fallback,
    allowed: "an http or https origin",
    about: words.about,
    unit: undefined,
    parse: parseOrigin,
  };
}

/** A list of origins, separated by commas. */
export function origins(name: string, fallback: readonly string[], words: Words): Setting<readonly string[]> {
  return {
    name,
    fallback: Object.freeze([...fallback]),
    allowed: "origins",
    about: words.about,
    unit: undefined,
    parse: parseOrigins,
  };

  function parseOrigins(text: string): readonly string[] {
    return Object.freeze(splitList(text).map(parseOrigin));
  }
}

/** A list of IP addresses, separated by commas. */
export function addresses(
  name: string,
  fallback: readonly string[],
  words: Words,
): Setting<readonly string[]> {
  return {
    name,
    fallback: Object.freeze([...fallback]),
    allowed: "IP addresses",
    about: words.about,
    unit: undefined,
    parse: parseAddresses,
  };

  function parseAddresses(text: string): readonly string[] {
    return Object.freeze(
      splitList(text).flatMap((one) => {
        if (one === "loopback") return ["127.0.0.1", "::1"];
        if (!isIpAddress(one)) throw new RangeError("IP addresses separated by commas, or loopback");
        return [canonicalAddress(one)];
      }),
    );
  }
}

/** Whether a text is an IPv4 or IPv6 address, the latter with or without brackets. */
export function isIpAddress(text: string): boolean {
  const parts = text.split(".");
  if (parts.length === 4 && !text.includes(":")) {
    return parts.every((part) => /^\d{1,3}$/.test(part) && Number(part) <= 255);
  }
  const bare = text.startsWith("[") && text.endsWith("]") ? text.slice(1, -1) : text;
  return bare.includes(":") && URL.canParse(`http://[${bare}]/`);
}

/** An IPv6 address as URL writes it, without brackets; anything else as it is. */
export function canonicalAddress(text: string): string {
  const url = `http://[${text.replace(/^\[|\]$/g, "")}]/`;
  return text.includes(":") && URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : text;
}

function splitList(text: string): string[] {
  return text.split(",").map((one) => one.trim()).filter((one) => one !== "");
}

function parseOrigin(text: string): string {
  const said = "an origin such as https://chat.example.org";
  if (!URL.canParse(text)) throw new RangeError(said);
  const parsed = new URL(text);
  // An origin is all of the address: no name or password, no path, query or fragment.
  if (!/^https?:$/.test(parsed.protocol) || parsed.href !== `${parsed.origin}/`) {
    throw new RangeError(said);
  }
  return parsed.origin;
}
