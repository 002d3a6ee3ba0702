import { assert, assertEquals } from "@std/assert";
import { handshakeText, type RawAnswer, type RawConnection } from "../support/raw.ts";
import { type TestServer, withServer } from "../support/server.ts";

type Outcome = "taken" | "invalid" | "given";

interface Case {
  /** Row of the table of bad input. */
  row: number;
  /** The names that are tried, each by HTTP and by a socket's address. */
  names: string[];
  outcome: Outcome;
  /** What the refusal says. */
  says?: RegExp;
}

/** Who is here all the while. */
const HERE = ["ada", "Zo\u00eb", "coco", "Ian", "lol", "mama", "tom", "irem", "علي٢", "ΝΊΚΟΣ"];

const INVISIBLE = [
  ..."\u200b \u200c \u200d \u2060 \u00ad \u034f \ufe0f \u{e0100} \u{e0061} \u{e007f} \ufeff \u3164 \u115f \uffa0"
    .split(" "),
];
const TURNING = "\u202e \u202a \u202c \u2066 \u2069 \u200f \u200e \u061c".split(" ");
const CONTROLS = "\0|\t|\n|\r\n|\r|\x1b|\x7f|\u0085|\u009b|\u2028|\u2029".split("|");

const CASES: Case[] = [
  { row: 74, names: ["ada", "Ada", "ADA", "aDa"], outcome: "taken" },
  { row: 74, names: ["Zoe\u0308", "zo\u00eb", "ZOE\u0308"], outcome: "taken" },
  { row: 74, names: ["\uff41\uff44\uff41", "\uff21\uff24\uff21"], outcome: "taken" },
  { row: 74, names: ["\u{1d41a}\u{1d41d}\u{1d41a}", "\u{1d4d0}\u{1d4ed}\u{1d4ea}"], outcome: "taken" },
  { row: 75, names: ["сосо", "СОСО", "аԁа"], outcome: "taken" },
  { row: 75, names: ["νίκοσ", "Νίκος"], outcome: "taken" },
  { row: 75, names: ["lan", "1an", "1o1", "l0l", "IOI"], outcome: "taken" },
  { row: 75, names: ["c0c0", "t0m", "C0CO"], outcome: "taken" },
  { row: 75, names: ["rnama", "marna", "torn"], outcome: "taken" },
  { row: 75, names: ["ırem", "İrem", "ıan"], outcome: "taken" },
  { row: 75, names: ["علی۲"], outcome: "taken" },
  { row: 76, names: ["аda", "adа", "ivanИ"], outcome: "invalid", says: /one script/ },
  { row: 76, names: ["Αnna", "annα", "адаα"], outcome: "invalid", says: /one script/ },
  { row: 76, names: ["eve山", "eveカナ", "eve민준"], outcome: "given" },
  ...INVISIBLE.map((one): Case => ({
    row: 77,
    names: [one, `${one}eve`, `e${one}ve`, `eve${one}`],
    outcome: "invalid",
    says: /invisible/,
  })),
  ...TURNING.map((one): Case => ({
    row: 78,
    names: [`${one}eve`, `e${one}ve`, `eve${one}`],
    outcome: "invalid",
    says: /turn text around/,
  })),
  ...CONTROLS.map((one): Case => ({
    row: 79,
    names: [one, `${one}eve`, `e${one}ve`, `eve${one}`],
    outcome: "invalid",
    says: /control characters/,
  })),
  { row: 79, names: ["e\x1b[31mve"], outcome: "invalid", says: /U\+001B/ },
  { row: 80, names: ["", " ", "   ", "\u3000", "\u00a0"], outcome: "invalid", says: /empty/ },
  { row: 80, names: [" eve", "eve ", "\u3000eve", "eve\u3000"], outcome: "invalid", says: /begin or end/ },
  { row: 80, names: ["a b", "a\u3000b"], outcome: "invalid", says: /no spaces/ },
  { row: 80, names: ["\u0301", "\u0301eve"], outcome: "invalid", says: /begin with a letter/ },
  { row: 80, names: [`e${"\u0301".repeat(60)}`], outcome: "invalid", says: /at most 32/ },
  {
    row: 80,
    names: [`e${"\u0301".repeat(30)}ve`, "e\u0301\u0302\u0303\u0304"],
    outcome: "invalid",
    says: /2 accents/,
  },
  { row: 81, names: ["e".repeat(33), "𠮷".repeat(33)], outcome: "invalid", says: /this one has 33/ },
  { row: 81, names: ["e".repeat(10_000)], outcome: "invalid", says: /this one has 10000/ },
  { row: 81, names: ["e".repeat(32), "𠮷".repeat(32)], outcome: "given" },
  {
    row: 82,
    names: "admin system root everyone here all moderator bot __proto__ constructor deleted".split(" "),
    outcome: "invalid",
    says: /reserved/,
  },
  {
    row: 82,
    names: ["ADMIN", "adm1n", "adrnin", "r00t", "a.d.m.i.n", "һеге", "Аdmin"],
    outcome: "invalid",
    says: /reserved/,
  },
  {
    row: 83,
    names: ["e\u0378ve", "\ue000", "\u{f0000}", "\ufffe", "e\uffff"],
    outcome: "invalid",
    says: /Unicode knows/,
  },
  {
    row: 83,
    names: ["<b>eve</b>", "e\ufffdve", "eve@home", "😀"],
    outcome: "invalid",
    says: /letters and digits/,
  },
  { row: 84, names: ["عمر", "דוד", "עדה2", "علي۳", "דוד-2"], outcome: "given" },
  { row: 84, names: ["עדהeve", "eveעדה", "علیeve"], outcome: "invalid", says: /one script/ },
  { row: 84, names: ["2עדה", "٢عمر"], outcome: "invalid", says: /right to left/ },
];

Deno.test("a name that nobody should have is not given, by HTTP or by a socket, and a healthy person is served", async () => {
  await withServer({ MAX_CONNECTIONS_PER_ADDRESS: "1000" }, async (server) => {
    for (const username of HERE) await server.signIn(username);
    const healthy = await server.connect({ username: "healthy" });
    const seen: string[] = [];
    const expected: string[] = [];
    for (const { row, names, outcome, says } of CASES) {
      for (const name of names) {
        for (const way of [byHttp, bySocket]) {
          const { told, message } = await claim(server, way, name);
          const said = says === undefined || says.test(message) ? told : `${told}, for '${message}'`;
          seen.push(`${row} ${show(name)}: ${said}`);
          expected.push(`${row} ${show(name)}: ${outcome}`);
        }
      }
      await healthy.ask({ type: "room.presence", room: "lobby" });
    }
    assertEquals(seen, expected);
    const faults = await server.readLog("error");
    assertEquals(faults.filter(({ level }) => level === "ERROR"), []);
  });
});

interface UnnamedCase {
  row: number;
  what: string;
  ask: string;
}

/** What is no name at all; each is answered 400. */
const UNNAMED: UnnamedCase[] = [
  { row: 83, what: "half of a surrogate pair in JSON", ask: post(`{"username":"\\ud800"}`) },
  { row: 83, what: "a swapped pair in JSON", ask: post(`{"username":"eve\\udc00\\ud800"}`) },
  { row: 83, what: "half of a surrogate pair in an address", ask: open("/ws?username=%ED%A0%80") },
  { row: 83, what: "what is not UTF-8 in an address", ask: open("/ws?username=%ff") },
  { row: 83, what: "a percent sign that means nothing", ask: open("/ws?username=%zz") },
  ...["null", "5", "true", `["eve"]`, `{"name":"eve"}`].map((name): UnnamedCase => ({
    row: 83,
    what: `the name ${name}`,
    ask: post(`{"username":${name}}`),
  })),
];

Deno.test("what is no name is answered 400, and a healthy person is served", async () => {
  await withServer({}, async (server) => {
    const healthy = await server.connect({ username: "healthy" });
    const seen: string[] = [];
    for (const { row, what, ask } of UNNAMED) {
      const answer = await server.exchange(ask.replace("{host}", new URL(server.url).host));
      seen.push(`${row} ${what}: ${answer?.status}`);
      await healthy.ask({ type: "room.presence", room: "lobby" });
    }
    assertEquals(seen, UNNAMED.map(({ row, what }) => `${row} ${what}: 400`));
  });
});

interface Race {
  row: number;
  what: string;
  /** Who claims what at once. */
  names: string[];
}

const RACES: Race[] = [
  { row: 85, what: "the same name", names: ["eve", "eve"] },
  { row: 85, what: "other case", names: ["eve", "EVE"] },
  { row: 85, what: "another spelling", names: ["Zo\u00eb", "Zoe\u0308"] },
  { row: 85, what: "full width", names: ["eve", "ｅｖｅ"] },
  { row: 85, what: "a look-alike", names: ["coco", "сосо"] },
  { row: 85, what: "eight at once", names: ["ada", "Ada", "ADA", "ａｄａ", "аԁа", "ada", "adA", "aDa"] },
];

for (const { row, what, names } of RACES) {
  Deno.test(`of those who claim a name at the same moment one gets it: ${what} (row ${row})`, async () => {
    await withServer({}, async (server) => {
      const healthy = await server.connect({ username: "healthy" });
      for (const ways of [[byHttp], [bySocket], [byHttp, bySocket], [bySocket, byHttp]]) {
        const connections = await Promise.all(names.map(() => server.dial()));
        const requests = names.map((name, index) =>
          ways[index % ways.length]!(connections[index]!.host, name)
        );
        await Promise.all(connections.map((connection, index) => connection.write(requests[index]!)));
        const answers = await Promise.all(connections.map((connection) => connection.readAnswer()));
        const given = answers.flatMap((answer, index) => isGiven(answer!) ? [index] : []);
        assertEquals(given.length, 1);
        assertEquals(answers.filter((answer) => answer!.status === 409).length, names.length - 1);
        await giveUp(server, connections[given[0]!]!, answers[given[0]!]!);
      }
      await healthy.flush();
    });
  });
}

type Way = (host: string, name: string) => string;

/** Signs in under a name by HTTP. */
function byHttp(host: string, name: string): string {
  return post(JSON.stringify({ username: name })).replace("{host}", host);
}

/** Opens a socket under a name. */
function bySocket(host: string, name: string): string {
  return handshakeText(host, { path: `/ws?username=${encodeURIComponent(name)}` });
}

/** What becomes of a name that is claimed; it is free again afterwards. */
async function claim(server: TestServer, way: Way, name: string): Promise<{ told: string; message: string }> {
  const connection = await server.dial();
  await connection.write(way(connection.host, name));
  const answer = await connection.readAnswer();
  assert(answer !== undefined, show(name));
  if (isGiven(answer)) {
    await giveUp(server, connection, answer);
    return { told: "given", message: "" };
  }
  connection.close();
  const { code, message } = JSON.parse(answer.body).error as { code: string; message: string };
  if (answer.status === 409 && code === "username_taken") return { told: "taken", message };
  if (answer.status === 400 && code === "invalid_username") return { told: "invalid", message };
  return { told: `${answer.status} ${code}`, message };
}

/** Signs out who was let in, so that the name is free at once. */
async function giveUp(server: TestServer, connection: RawConnection, answer: RawAnswer): Promise<void> {
  const from = answer.status === 101 ? (await connection.readMessages())[0]! : JSON.parse(answer.body);
  await server.call("DELETE /api/session", { token: from.session as string });
  connection.close();
}

function isGiven({ status }: RawAnswer): boolean {
  return status === 101 || status === 201;
}

function post(body: string): string {
  const { length } = new TextEncoder().encode(body);
  return `POST /api/session HTTP/1.1\r\nHost: {host}\r\nContent-Type: application/json\r\n` +
    `Content-Length: ${length}\r\n\r\n${body}`;
}

function open(path: string): string {
  return handshakeText("{host}", { path });
}

/** A name as it can be read in a test's output. */
function show(name: string): string {
  return JSON.stringify(name).slice(0, 60);
}
