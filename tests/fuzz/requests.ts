import { pick, type Random } from "../faults/random.ts";
import { chance, mutateFields, mutateText, nasty, nastyText, whole } from "./values.ts";

export interface Route {
  method: string;
  path: string;
}

export interface FuzzedRequest {
  /** The request as it is sent. */
  text: string;
  /** Whether its framing may be a lie, so that the server must be told that no more comes. */
  broken: boolean;
}

interface Material {
  route: Route;
  host: string;
  tokens: readonly string[];
  rooms: readonly string[];
}

const METHODS = ["GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "FOO"];
const QUERY = ["limit", "before", "after", "around", "username", "token", "__proto__"];
const HEADERS = [
  "Origin",
  "Cookie",
  "Accept-Encoding",
  "If-None-Match",
  "Range",
  "Content-Encoding",
  "Expect",
  "Upgrade",
  "X-Forwarded-For",
  "X-Forwarded-Proto",
  "Transfer-Encoding",
  "Content-Length",
  "Connection",
  "Sec-WebSocket-Key",
  "Sec-WebSocket-Version",
  "Host",
  "X-Anything",
];

/** A request to a route with some of its parts wrong. */
export function makeRequest(random: Random, { route, host, tokens, rooms }: Material): FuzzedRequest {
  const method = route.method === "ALL" || chance(random, 0.1) ? pick(random, METHODS) : route.method;
  const headers = new Map([["Host", host], ["Connection", "close"]]);
  if (chance(random, 0.7)) headers.set("Authorization", `Bearer ${pick(random, tokens)}`);
  else if (chance(random, 0.5)) {
    headers.set("Cookie", `parley_session=${pick(random, tokens)}`);
    headers.set("Origin", `http://${host}`);
  }
  const body = ["POST", "PUT", "PATCH"].includes(method) ? makeBody(random) : "";
  if (body !== "") {
    headers.set(
      "Content-Type",
      chance(random, 0.9) ? "application/json" : nastyText(random).slice(0, 100),
    );
    headers.set("Content-Length", String(new TextEncoder().encode(body).length));
  }
  const strange = chance(random, 0.3);
  const mutated = chance(random, 0.03);
  if (strange) headers.set(pick(random, HEADERS), oneLine(headerValue(random)));
  if (chance(random, 0.03)) headers.set(oneLine(mutateText(random, "X-Name")), "a");
  const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
  let text = `${method} ${makeTarget(random, route.path, rooms)} HTTP/1.1\r\n${
    lines.join("\r\n")
  }\r\n\r\n${body}`;
  if (mutated) text = mutateText(random, text);
  return { text, broken: strange || mutated };
}

function makeTarget(random: Random, path: string, rooms: readonly string[]): string {
  const room = chance(random, 0.6) ? pick(random, [...rooms, "lobby"]) : encode(random, nastyText(random));
  let target = path.replace(":room", () => room).replace("*", () => encode(random, nastyText(random)));
  if (chance(random, 0.15)) target = oneLine(mutateText(random, target)).replaceAll(" ", "+");
  if (chance(random, 0.4)) {
    const pairs = Array.from({ length: 1 + whole(random, 3) }, () => {
      const value = chance(random, 0.5) ? String(whole(random, 300)) : encode(random, nastyText(random));
      return `${pick(random, QUERY)}=${value}`;
    });
    target += `?${pairs.join("&")}`;
  }
  return target === "" ? "/" : target;
}

function makeBody(random: Random): string {
  const body = pick<() => Record<string, unknown>>(random, [
    () => ({ username: `fuzz${whole(random, 1e6)}` }),
    () => ({ name: `room ${whole(random, 500)}`, topic: "a topic" }),
    () => ({ id: `h${whole(random, 1e9)}`, text: "hello" }),
  ])();
  const kind = random();
  if (kind < 0.3) return JSON.stringify(body);
  if (kind < 0.7) return JSON.stringify(mutateFields(random, body));
  if (kind < 0.9) return mutateText(random, JSON.stringify(body));
  if (kind < 0.95) return JSON.stringify(nasty(random)) ?? "";
  return "x".repeat(whole(random, 80_000));
}

function headerValue(random: Random): string {
  return chance(random, 0.5) ? nastyText(random) : pick(random, [
    "websocket",
    "gzip",
    "chunked",
    "keep-alive, Upgrade",
    "bytes=0-",
    "bytes=-1",
    "bytes=9-2, 3-1",
    "100-continue",
    "*",
    'W/"a"',
    "13",
    "dGhlIHNhbXBsZSBub25jZQ==",
    "https://evil.example",
    "null",
    "parley_session=; parley_session=x",
    '"',
    "a=%zz",
    "-1",
    "0",
  ]);
}

/** As a client would write it into an address, or as it is. */
function encode(random: Random, value: string): string {
  const text = value.slice(0, 2_000);
  if (chance(random, 0.2) || !text.isWellFormed()) return oneLine(text).replaceAll(" ", "+");
  return encodeURIComponent(text);
}

function oneLine(text: string): string {
  return text.replace(/[\r\n]+/g, " ");
}
