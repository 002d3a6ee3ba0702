import { deleteCookie, getCookies, setCookie } from "@std/http/cookie";
import type { Context } from "hono";
import { findSession, type Session } from "../chat/sessions.ts";
import { ProtocolError } from "../protocol/errors.ts";
import type { HttpEnv, HttpParts } from "./context.ts";

const PLAIN = "parley_session";
const SECURE = "__Host-parley_session";

/** The token that a request carries: `Authorization: Bearer`, else the cookie. */
export function readToken(request: Request): string | undefined {
  const authorization = request.headers.get("Authorization");
  if (authorization !== null) return /^Bearer +([\w-]{1,200})$/i.exec(authorization)?.[1] ?? "";
  const cookies = readCookies(request.headers);
  const name = cookies[SECURE] === undefined ? PLAIN : SECURE;
  return isContradicted(request.headers, name, cookies[name]) ? "" : cookies[name];
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
 * @throws ProtocolError `unauthenticated`
 */
export async function requireSession(parts: HttpParts, c: Context<HttpEnv>): Promise<Session> {
  const token = readToken(c.req.raw);
  const session = token === undefined ? undefined : await findSession(parts.chat, token);
  if (session === undefined) throw new ProtocolError("unauthenticated");
  c.set("session", session);
  return session;
}

/** Gives the browser its session: out of reach of scripts, not sent along by other sites. */
export function giveCookie(c: Context<HttpEnv>, token: string, maxAge: number): void {
  const secure = isSecure(c);
  setCookieHeader(c, (headers) =>
    setCookie(headers, {
      name: secure ? SECURE : PLAIN,
      value: token,
      httpOnly: true,
      sameSite: "Lax",
      path: "/",
      maxAge,
      secure,
    }));
}

export function takeCookie(c: Context<HttpEnv>): void {
  const secure = isSecure(c);
  setCookieHeader(
    c,
    (headers) => deleteCookie(headers, secure ? SECURE : PLAIN, { path: "/", secure, httpOnly: true }),
  );
}

function isSecure(c: Context<HttpEnv>): boolean {
  return c.get("origin").startsWith("https:") || c.req.header("Origin")?.startsWith("https:") === true;
}

function setCookieHeader(c: Context, set: (headers: Headers) => void): void {
  const headers = new Headers();
  set(headers);
  for (const cookie of headers.getSetCookie()) c.header("Set-Cookie", cookie, { append: true });
}
