/** A cookie and its attributes (RFC 6265). */
export interface Cookie {
  name: string;
  value: string;
  /** A date, or milliseconds. Without it and `maxAge` the cookie ends with the browser's session. */
  expires?: Date | number;
  /** Seconds: a whole number, 0 or more. */
  maxAge?: number;
  domain?: string;
  path?: string;
  secure?: boolean;
  httpOnly?: boolean;
  partitioned?: boolean;
  sameSite?: "Strict" | "Lax" | "None";
  /** Other attributes as `key=value`. */
  unparsed?: string[];
}

// RFC 6265 section 4.1.1: a token for the name, cookie-octets for the value.
const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z/]+$/;
const BAD_VALUE = /[^\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]/;
const BAD_PATH = /[^\x20-\x3a\x3c-\x7e]/;
const BAD_DOMAIN = /^-|[-.]$|[^\x21-\x3a\x3c-\x7e]/;

/** The value of a `Set-Cookie` header. */
export function formatSetCookie(cookie: Cookie): string {
  const { name, value, ...given } = cookie;
  const attributes = { ...given, ...required(name) };
  check(cookie, attributes);
  const parts = [
    `${name}=${value}`,
    attributes.secure && "Secure",
    attributes.httpOnly && "HttpOnly",
    attributes.partitioned && "Partitioned",
    Number.isInteger(attributes.maxAge) && `Max-Age=${attributes.maxAge}`,
    attributes.domain && `Domain=${attributes.domain}`,
    attributes.sameSite && `SameSite=${attributes.sameSite}`,
    attributes.path && `Path=${attributes.path}`,
    attributes.expires !== undefined && `Expires=${new Date(attributes.expires).toUTCString()}`,
    attributes.unparsed?.join("; "),
  ];
  return parts.filter((part) => part).join("; ");
}

/** What the prefix of a name demands. */
function required(name: string): Partial<Cookie> {
  if (name.startsWith("__Host")) return { secure: true, path: "/", domain: undefined };
  return name.startsWith("__Secure") ? { secure: true } : {};
}

function check({ name, value }: Cookie, { path = "", domain = "", maxAge = 0 }: Partial<Cookie>): void {
  if (!NAME.test(name)) throw new SyntaxError(`Invalid cookie name: "${name}"`);
  const bad = BAD_VALUE.exec(value)?.[0];
  if (bad !== undefined) throw new SyntaxError(`Cookie '${name}' cannot contain character '${bad}'`);
  if (BAD_PATH.test(path)) throw new SyntaxError(`Cookie path "${path}" contains an invalid character`);
  if (BAD_DOMAIN.test(domain)) throw new SyntaxError(`Invalid cookie domain: "${domain}"`);
  if (maxAge < 0) {
    throw new RangeError(`Cannot serialize cookie as Max-Age must be >= 0: received ${maxAge}`);
  }
}

/** Reads the value of a `Set-Cookie` header; undefined for a cookie that a browser would refuse. */
export function parseSetCookie(header: string): Cookie | undefined {
  const [[name, value], ...attributes] = header.split(";").map(splitPair) as [
    [string, string],
    ...[string, string][],
  ];
  const cookie: Cookie = { name, value };
  for (const [key, text] of attributes) readAttribute(cookie, key, text);
  if (cookie.maxAge !== undefined && cookie.maxAge < 0) return undefined;
  if (name.startsWith("__Secure-") && !cookie.secure) return undefined;
  const hostBound = cookie.secure && cookie.domain === undefined && cookie.path === "/";
  if (name.startsWith("__Host-") && !hostBound) return undefined;
  return cookie;
}

function splitPair(pair: string): [string, string] {
  const [key = "", ...value] = pair.trim().split("=");
  return [key, value.join("=")];
}

function readAttribute(cookie: Cookie, key: string, text: string): void {
  switch (key.toLowerCase()) {
    case "expires":
      cookie.expires = new Date(text);
      break;
    case "max-age":
      cookie.maxAge = Number(text);
      break;
    case "domain":
      cookie.domain = text;
      break;
    case "path":
      cookie.path = text;
      break;
    case "secure":
      cookie.secure = true;
      break;
    case "httponly":
      cookie.httpOnly = true;
      break;
    case "samesite":
      cookie.sameSite = text as NonNullable<Cookie["sameSite"]>;
      break;
    default:
      (cookie.unparsed ??= []).push(`${key}=${text}`);
  }
}
