import { type Cookie, formatSetCookie, parseSetCookie } from "./set_cookie.ts";

export type { Cookie };

/**
 * The cookies of a request by name. The record has no prototype.
 * @throws SyntaxError for a cookie without a name (`=value`)
 */
export function getCookies(headers: Headers): Partial<Record<string, string>> {
  const cookies: Partial<Record<string, string>> = Object.create(null);
  const header = headers.get("Cookie");
  if (header === null) return cookies;
  for (const pair of header.split(";")) {
    const [name = "", ...value] = pair.split("=");
    if (name === "") throw new SyntaxError("Cookie cannot start with '='");
    cookies[name.trim()] = value.join("=");
  }
  return cookies;
}

/**
 * Adds a `Set-Cookie` header. A `__Secure-` or `__Host-` name gets the attributes it needs.
 * @throws SyntaxError for a name, value, path or domain that cannot be sent; RangeError for a negative `maxAge`
 */
export function setCookie(headers: Headers, cookie: Cookie): void {
  if (cookie.name) headers.append("Set-Cookie", formatSetCookie(cookie));
}

/** Adds a `Set-Cookie` header that removes the cookie: path and domain must be those it was set with. */
export function deleteCookie(
  headers: Headers,
  name: string,
  attributes?: Pick<Cookie, "path" | "domain" | "secure" | "httpOnly" | "partitioned">,
): void {
  setCookie(headers, { name, value: "", expires: new Date(0), ...attributes });
}

/** The cookies that a response sets; those that a browser would refuse are left out. */
export function getSetCookies(headers: Headers): Cookie[] {
  return headers.getSetCookie().map(parseSetCookie).filter((cookie) => cookie !== undefined);
}
