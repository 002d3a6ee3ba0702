/**
 * How long a refused sign-in takes: with the name of an account and a wrong password, and with a name that is nobody's.
 *
 *   deno run --frozen --allow-all bench/sign_in_timing.ts
 */
import { signUp } from "../tests/support/accounts.ts";
import { type TestServer, withServer } from "../tests/support/server.ts";

const NAMES = 10;
/** A name is tried ten times a minute. */
const TRIES = 8;

async function measure(): Promise<void> {
  await withServer({ TRUSTED_PROXIES: "loopback" }, async (server) => {
    const names = Array.from({ length: NAMES }, (_, number) => `person${number}`);
    for (const name of names) await signUp(server, name);
    const [known, unknown]: number[][] = [[], []];
    for (let turn = 0; turn < TRIES; turn++) {
      for (const [number, name] of names.entries()) {
        // By turns, so that what else the machine does is shared.
        known!.push(await timed(server, name, turn * NAMES + number));
        unknown!.push(await timed(server, `nobody${number}`, turn * NAMES + number));
      }
    }
    const [ms, others] = [median(known!), median(unknown!)];
    console.log(`name of an account, wrong password: ${ms.toFixed(1)} ms (median of ${known!.length})`);
    console.log(`name that is nobody's:              ${others.toFixed(1)} ms (median of ${unknown!.length})`);
    console.log(`difference:                         ${((others / ms - 1) * 100).toFixed(1)} %`);
  });
}

/** Milliseconds of a sign-in that is refused. */
async function timed(server: TestServer, username: string, address: number): Promise<number> {
  const headers = { "X-Forwarded-For": `203.0.113.${address}` };
  const start = performance.now();
  const { status } = await server.call("POST /api/session", {
    json: { username, password: "not the right one" },
    headers,
  });
  if (status !== 403) throw new Error(`Signing in was answered with ${status}`);
  return performance.now() - start;
}

function median(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]!;
}

if (import.meta.main) await measure();
