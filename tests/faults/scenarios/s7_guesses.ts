import { openStore } from "../../../src/store/open.ts";
import { PasswordHashing } from "../../../src/chat/passwords/hashing.ts";
import { readUsername } from "../../../src/chat/usernames/username.ts";
import { type About, Findings, type Scale, type ScenarioResult } from "../findings.ts";
import { withRig } from "../rig.ts";
import { nameOf } from "../seed.ts";
import { wait } from "../wait.ts";

export const about: About = {
  id: "S7",
  title: "Passwords that are guessed",
  procedure:
    "10,000 guesses on one account from as many addresses in 150 s, while its owner signs in from a browser that is known; one guess on each of 10,000 accounts from one address; 100 guesses on known and unknown names in turn (short: 1,000 in 15 s, 500, 20)",
  target:
    "an account is tried 10 times at once and ≤ 10 times a minute in the long run, an address 30 times; the owner is let in each time; guesses on known and unknown names take the same time ± 20 %",
  needs: [],
  limit: { short: 240, full: 900 },
  alone: true,
};

const PASSWORD = "four green umbrellas";
const GUESS = "a guess of eve's";
/** Asked at once. */
const LANES = 8;
/** Tries at once, and in a minute from then on. */
const ACCOUNT = 10;
const NETWORK = 30;
const OWNER_EVERY = 3_000;

export async function run(scale: Scale): Promise<ScenarioResult> {
  const findings = new Findings(about.id);
  const { guesses, seconds, accounts, timed } = scale === "full"
    ? { guesses: 10_000, seconds: 150, accounts: 10_000, timed: 100 }
    : { guesses: 1_000, seconds: 15, accounts: 500, timed: 20 };
  await withRig({ people: accounts, rooms: 1, env: { TRUSTED_PROXIES: "loopback" } }, async (rig) => {
    const { server, dataDir } = rig;
    await makeAccounts(dataDir, accounts);
    await server.start();
    const ask = new Guesser(server.url);
    await guessOne(ask, findings, { guesses, seconds });
    await guessMany(ask, findings, accounts);
    await compareTimes(ask, findings, timed);
    findings.require(server.deaths === 0, "the server ended by itself");
  });
  return findings.result();
}

/** Ten thousand guesses on one account, each from an address of its own. */
async function guessOne(
  ask: Guesser,
  findings: Findings,
  { guesses, seconds }: { guesses: number; seconds: number },
): Promise<void> {
  const owner = await ask.signUp("mallory-wants-me");
  const began = performance.now();
  let done = false;
  const ownerSignsIn = async () => {
    for (let next = began; !done; next += OWNER_EVERY) {
      await wait(Math.max(0, next - performance.now()));
      findings.add("sign-ins of the owner");
      const status = await ask.signIn("mallory-wants-me", PASSWORD, {
        "X-Forwarded-For": "198.18.0.1",
        ...owner,
      });
      findings.require(status === 201, `the owner was answered ${status}`);
    }
  };
  const signingIn = ownerSignsIn();
  const tried: number[] = [];
  await inLanes(guesses, async (index) => {
    await wait(Math.max(0, began + (index / guesses) * seconds * 1000 - performance.now()));
    const status = await ask.guess("mallory-wants-me", addressOf(index));
    findings.add(`guesses on one account answered ${status}`);
    if (status === 403) tried.push(performance.now());
  });
  done = true;
  await signingIn;
  const minutes = (performance.now() - began) / 60_000;
  findings.figure("tried on one account, beyond the first 10", tried.length - ACCOUNT, {
    atMost: Math.ceil(ACCOUNT * minutes),
    atLeast: 0,
  });
  findings.figure("tried on one account, busiest minute", busiestMinute(tried), { atMost: 2 * ACCOUNT });
  findings.note("guessed on one account for", `${minutes.toFixed(1)} min`);
  // Whom nobody knows has to wait as long as who guesses.
  const strange = await ask.signIn("mallory-wants-me", PASSWORD, { "X-Forwarded-For": "198.18.0.2" });
  findings.count("the right password from a strange browser was answered", strange);
}

/** One guess on each account, from one address. */
async function guessMany(ask: Guesser, findings: Findings, accounts: number): Promise<void> {
  const began = performance.now();
  let tried = 0;
  await inLanes(accounts, async (index) => {
    const status = await ask.guess(nameOf(index), "198.18.1.1");
    findings.add(`guesses from one address answered ${status}`);
    if (status === 403) tried++;
  });
  const minutes = (performance.now() - began) / 60_000;
  findings.figure("tried from one address, beyond the first 30", tried - NETWORK, {
    atMost: Math.ceil(NETWORK * minutes),
    atLeast: 0,
  });
}

/** Whether the time of an answer tells who has an account. */
async function compareTimes(ask: Guesser, findings: Findings, count: number): Promise<void> {
  const times = { known: [] as number[], unknown: [] as number[] };
  for (let index = 0; index < count; index++) {
    const kind = index % 2 === 0 ? "known" : "unknown";
    // The first accounts were guessed at before.
    const name = kind === "known" ? nameOf(100 + index) : `nobody-${index}`;
    const began = performance.now();
    const status = await ask.guess(name, addressOf(50_000 + index));
    times[kind].push(performance.now() - began);
    findings.require(status === 403, `a guess on a name that is ${kind} was answered ${status}`);
  }
  const [known, unknown] = [median(times.known), median(times.unknown)];
  findings.figure("answer for a known name, p50", known, { unit: "ms" });
  findings.figure("answer for an unknown name, p50", unknown, { unit: "ms" });
  findings.figure("known to unknown", known / unknown, { atLeast: 0.8, atMost: 1.2 });
}

class Guesser {
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
  }

  guess(username: string, address: string): Promise<number> {
    return this.signIn(username, GUESS, { "X-Forwarded-For": address });
  }

  async signIn(username: string, password: string, headers: Record<string, string>): Promise<number> {
    const answer = await this.#post("/api/session", { username, password }, headers);
    return answer.status;
  }

  /** Makes an account; gives what the browser keeps of it. */
  async signUp(username: string): Promise<Record<string, string>> {
    const headers = { Origin: this.#url, "X-Forwarded-For": "198.18.0.1" };
    const { headers: answered } = await this.#post("/api/account", { username, password: PASSWORD }, headers);
    const kept = answered.getSetCookie().map((cookie) => /^parley_device=[\w-]+/.exec(cookie)?.[0])
      .find((cookie) => cookie !== undefined);
    if (kept === undefined) throw new Error("The browser was given nothing to be known by");
    return { Origin: this.#url, Cookie: kept };
  }

  async #post(
    path: string,
    body: Record<string, string>,
    headers: Record<string, string>,
  ): Promise<Response> {
    const answer = await fetch(new URL(path, this.#url), {
      method: "POST",
      headers: { "Content-Type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    await answer.body?.cancel();
    return answer;
  }
}

/** Gives all people that were seeded the same password, hashed once. */
async function makeAccounts(dataDir: string, count: number): Promise<void> {
  const passwordHash = await new PasswordHashing().hash(PASSWORD);
  const store = openStore(dataDir);
  try {
    const now = Date.now();
    for (let from = 0; from < count; from += 500) {
      await Promise.all(Array.from({ length: Math.min(500, count - from) }, async (_, index) => {
        const { skeleton } = readUsername(nameOf(from + index), 32);
        const made = await store.accounts.create({ id: `u${from + index + 1}`, name: nameOf(from + index) }, {
          skeleton,
          passwordHash,
          now,
        });
        if (made !== "made") throw new Error(`Cannot make an account of ${nameOf(from + index)}: ${made}`);
      }));
    }
  } finally {
    await store.close();
  }
}

async function inLanes(count: number, each: (index: number) => Promise<void>): Promise<void> {
  let next = 0;
  await Promise.all(Array.from({ length: LANES }, async () => {
    while (next < count) await each(next++);
  }));
}

/** An address of a network of its own. */
function addressOf(index: number): string {
  return `11.${index >> 16}.${(index >> 8) & 255}.${index & 255}`;
}

function busiestMinute(times: readonly number[]): number {
  return Math.max(
    0,
    ...times.map((from) => times.filter((time) => time >= from && time < from + 60_000).length),
  );
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[values.length >> 1]!;
}
