import { Client } from "./client.ts";
import type { Commands, Resumed } from "./commands.ts";
import { DIALECTS } from "./dialects.ts";
import type { Group } from "./group.ts";
import { makeText, nowMicros } from "./text.ts";

interface Known {
  name: string;
  token: string;
  epoch: string;
  seq: number;
}

const PATIENCE = 15_000;
const decoder = new TextDecoder();

/** Everyone is cut off, misses some posts, and comes back at once with where they were; timed to the last answer. */
export async function comeBack(group: Group, { posts, window }: Commands["resume"]["ask"]): Promise<Resumed> {
  const known = group.clients.slice(1).map(({ opening }, index) => readWelcome(opening, index));
  const seq = await readHead(group.clients[0]!);
  const poster = group.clients.shift()!;
  group.close();
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  for (let index = 0; index < posts; index++) {
    poster.send(DIALECTS.parley.post(makeText(nowMicros()), `away.${seq}.${index}`));
  }
  while (await readHead(poster) < seq + posts);
  const begin = performance.now();
  let next = 0;
  let failed = 0;
  let fault: string | undefined;
  const returnSome = async () => {
    while (next < known.length) {
      const one = known[next++]!;
      try {
        const client = await Client.open(group.port, "parley", one);
        await resume(client, { ...one, seq });
        group.clients.push(client);
      } catch (error) {
        failed++;
        fault ??= (error as Error).message;
      }
    }
  };
  await Promise.all(Array.from({ length: window }, returnSome));
  const seconds = (performance.now() - begin) / 1000;
  const delivered = group.clients.reduce((sum, { scanner }) => sum + scanner.count, 0);
  poster.close();
  return { connections: known.length, seconds, failed, fault, delivered };
}

/** Resolves when the server has said how the resume ended; what came before it is counted. */
async function resume(client: Client, { epoch, seq }: Known): Promise<void> {
  await answer(client, {
    text: JSON.stringify({ type: "resume", id: "back", rooms: [{ room: "lobby", epoch, seq }] }),
    until: `"outcome":"complete"`,
    count: true,
  });
}

async function readHead(client: Client): Promise<number> {
  const text = await answer(client, { text: `{"type":"ping","id":"head"}`, until: `"heads":` });
  return Number(/"lobby":(\d+)/.exec(text)?.[1]);
}

async function answer(
  client: Client,
  { text, until, count = false }: { text: string; until: string; count?: boolean },
): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let heard = "";
  client.listener = (bytes) => {
    if (count) client.scanner.take(bytes);
    heard += decoder.decode(bytes);
    if (heard.includes(until) && heard.length > heard.indexOf(until) + until.length + 20) {
      resolve(heard.slice(heard.indexOf(until)));
    } else if (heard.includes(`"outcome":`) && heard.endsWith("}")) resolve(heard);
  };
  const timer = setTimeout(() => reject(new Error(`No ${until} in: ${heard.slice(-300)}`)), PATIENCE);
  client.send(text);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    client.listener = undefined;
  }
}

function readWelcome(opening: string, index: number): Known {
  const token = /"session":"([\w-]+)"/.exec(opening)?.[1];
  const epoch = /"epoch":"([^"]+)"/.exec(opening)?.[1];
  if (token === undefined || epoch === undefined) {
    throw new Error(`Cannot read a welcome: ${opening.slice(-300)}`);
  }
  return { name: `guest${index}`, token, epoch, seq: 0 };
}
