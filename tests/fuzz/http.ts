import { createApp } from "../../src/http/app.ts";
import type { HttpParts } from "../../src/http/context.ts";
import { toHttpOptions } from "../../src/server_options.ts";
import { readConfig } from "../../src/config/config.ts";
import { pick, seeded } from "../faults/random.ts";
import { ask } from "./ask.ts";
import { makeRequest, type Route } from "./requests.ts";
import { whole } from "./values.ts";
import { type Harm, withTarget } from "./target.ts";

export interface HttpRun extends Harm {
  requests: number;
  /** Answers by status; 0 where the connection was closed without one. */
  statuses: Record<number, number>;
  /** Requests that were answered 500, or with something of the inside. */
  leaks: string[];
}

const AT_ONCE = 8;
/** Requests after which somebody new comes: many of those who are here sign out. */
const FRESH = 20;
const INSIDE = /\n\s+at |file:\/\/|\.ts:\d|node:internal|SQLITE|TypeError|RangeError|SyntaxError/;

/** The routes that the server really has. */
export function realRoutes(): Route[] {
  // Routes are only listed here, never asked, so the other parts are not needed.
  const page = { html: "", tag: "", build: "", worker: undefined };
  const parts = { options: toHttpOptions(readConfig({})), page } as unknown as HttpParts;
  const app = createApp(parts);
  const routes = new Map(app.routes.map(({ method, path }) => [`${method} ${path}`, { method, path }]));
  return [...routes.values()];
}

/** Asks every route in ways that nobody should; a seed decides every byte. */
export async function fuzzHttp({ count, seed }: { count: number; seed: number }): Promise<HttpRun> {
  const routes = realRoutes();
  const statuses: Record<number, number> = {};
  const leaks: string[] = [];
  let requests = 0;
  const harm = await withTarget("off", async ({ url, people, rooms }, onProgress) => {
    const tokens = people.map(({ token }) => token);
    await Promise.all(Array.from({ length: AT_ONCE }, async (_, lane) => {
      const random = seeded(seed * 1_000 + lane);
      while (requests < count) {
        requests++;
        onProgress(requests / count);
        if (requests % FRESH === 0) tokens[whole(random, tokens.length)] = await signIn(url, requests);
        const request = makeRequest(random, {
          route: pick(random, routes),
          host: new URL(url).host,
          tokens,
          rooms,
        });
        const answer = await ask(url, request);
        statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
        if (answer.status === 500 || (!isFile(answer.type) && INSIDE.test(answer.body))) {
          leaks.push(
            `${JSON.stringify(request.text.slice(0, 500))} was answered ${answer.status} ${answer.body}`,
          );
        }
      }
    }));
  });
  return { ...harm, requests, statuses, leaks };
}

async function signIn(url: string, number: number): Promise<string> {
  const response = await fetch(`${url}/api/session`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ username: `fuzz-${number}` }),
  });
  const { session } = await response.json() as { session?: string };
  return session ?? "none";
}

function isFile(type: string): boolean {
  return /javascript|css|html|svg|png|manifest/.test(type);
}
