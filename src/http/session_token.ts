import { deleteCookie, getCookies, setCookie } from "@std/http/cookie";
import type { Context } from "hono";
import { networkOf } from "../chat/network.ts";
import { findSession, type Session } from "../chat/sessions.ts";
import { ProtocolError } from "../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "./context.ts";

const PLAIN = "parley_session";
const SECURE = "__Host-parley_session";
const DEVICE = "parley_device";
const DEVICE_SECONDS = 400 * 86_400;

/**
 * The token that a request carries: `Authorization: Bearer`, else the cookie. Over HTTPS only the cookie counts that
 * nobody but this host can have set: any other may have been planted by a neighbour in the same domain.
 */
export function readToken({ headers }: Request, { secure = false } = {}): string | undefined {
  const authorization = headers.get("Authorization");
  if (authorization !== null) return /^Bearer +([\w-]{1,200})$/i.exec(authorization)?.[1] ?? "";
  const cookies = readCookies(headers);
  const name = secure || cookies[SECURE] !== undefined ? SECURE : PLAIN;
  return isContradicted(headers, name, cookies[name]) ? "" : cookies[name];
}

/** Whether a cookie came twice with different values: then another server on this host may have planted one. */
function isContradicted(headers: Headers, name: string, value: string | undefined): boolean {
  return (headers.get("Cookie") ?? "").split(";").some((pair) => {
    const [key = "", ...rest] = pair.split("=");
    return key.trim() === name && rest.join("=") !== value;
  });
}

function readCookies(headers: Headers): Partial<Record<string, string>> {
  try {
    return getCookies(headers);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw new ProtocolError("bad_request", "The Cookie header cannot be read");
    }
    throw error;
  }
}

/**
 * The session of a request.
 * @throws ProtocolError `unauthenticated`; `banned`; `rate_limited` for one wrong token too many of an address
 */
export async function requireSession(parts: HttpParts, c: Context<HttpEnv>): Promise<Session> {
  const token = requestToken(parts, c);
  const session = token === undefined ? undefined : await findSession(parts.chat, token);
  if (session !== undefined) {
    c.set("session", session);
    parts.chat.bans.check({ userId: session.user.id, address: c.get("address") });
    return session;
  }
  if (token !== undefined) {
    parts.metrics.wrongTokens.inc();
    // Only who is wrong is made to wait: a right token from the same address goes through.
    parts.guesses.take(networkOf(c.get("address")), performance.now());
  }
  throw new ProtocolError("unauthenticated");
}

/** As readToken(), for a request as this server sees it. */
export function requestToken({ options }: HttpParts, c: Context<HttpEnv>): string | undefined {
  return readToken(c.req.raw, { secure: isSecure(c, options.publicUrl) });
}

/** A cookie that the page has set itself, which says nothing about who it is. */
export function readCookie(c: Context<HttpEnv>, name: string): string | undefined {
  try {
    return decodeURIComponent(readCookies(c.req.raw.headers)[name] ?? "") || undefined;
  } catch {
    return undefined;
  }
}

/** Gives the browser its session: out of reach of scripts, not sent along by other sites. */
export function giveCookie(parts: HttpParts, c: Context<HttpEnv>, token: string): void {
  giveNamedCookie(parts, c, { name: PLAIN, value: token, seconds: parts.options.sessionSeconds });
}

export function takeCookie({ options }: HttpParts, c: Context<HttpEnv>): void {
  const secure = isSecure(c, options.publicUrl);
  setCookieHeader(
    c,
    (headers) => deleteCookie(headers, secure ? SECURE : PLAIN, { path: "/", secure, httpOnly: true }),
  );
}

/** What this browser kept of an earlier sign-in with a password; nobody is let in by it. */
export function deviceToken(parts: HttpParts, c: Context<HttpEnv>): string | undefined {
  return readNamedCookie(parts, c, DEVICE);
}

export function giveDeviceCookie(parts: HttpParts, c: Context<HttpEnv>, token: string): void {
  giveNamedCookie(parts, c, { name: DEVICE, value: token, seconds: DEVICE_SECONDS });
}

/** A cookie of this server's; over HTTPS the one that nobody but this host can have set. */
export function readNamedCookie(
  { options }: HttpParts,
  c: Context<HttpEnv>,
  name: string,
): string | undefined {
  return readCookies(c.req.raw.headers)[isSecure(c, options.publicUrl) ? `__Host-${name}` : name];
}

/** Gives the browser a cookie, likewise. */
export function giveNamedCookie(
  { options }: HttpParts,
  c: Context<HttpEnv>,
  { name, value, seconds }: { name: string; value: string; seconds: number },
): void {
  const secure = isSecure(c, options.publicUrl);
  setCookieHeader(c, (headers) =>
    setCookie(headers, {
      name: secure ? `__Host-${name}` : name,
      value,
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
      maxAge: seconds,
      secure,
    }));
}

/** Whether the browser speaks HTTPS: as it says itself, else as a trusted proxy says, or as the address does. */
function isSecure(c: Context<HttpEnv>, publicUrl: string): boolean {
  const origin = c.req.header("Origin") ?? c.get("origin");
  if (origin.startsWith("https:")) return true;
  const isPublic = c.req.header("Origin") === undefined && publicUrl.startsWith("https:");
  return isPublic && c.req.header("Host")?.toLowerCase() === new URL(publicUrl).host;
}

function setCookieHeader(c: Context, set: (headers: Headers) => void): void {
  const headers = new Headers();
  set(headers);
  for (const cookie of headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
}
