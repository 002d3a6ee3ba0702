import { Client } from "./client.ts";
import type { Commands, Resumed } from "./commands.ts";
import type { Group } from "./group.ts";

/** Someone who was here, and where they were. */
interface Known {
  name: string;
  token: string;
  epoch: string;
  seq: number;
}

const PATIENCE = 30_000;
const decoder = new TextDecoder();

let known: Known[] = [];

/** Everyone goes; who they were is kept for resume(). */
export async function leave(group: Group): Promise<Record<never, never>> {
  const closed = group.clients.filter(({ closed }) => closed).length;
  if (closed > 0) throw new Error(`The server closed ${closed} connections`);
  const heads = await answer(group.clients[0]!, `{"type":"ping","id":"head"}`, `"heads":`);
  const seq = Number(/"lobby":(\d+)/.exec(heads)?.[1]);
  known = group.clients.map(({ opening }, index) => readWelcome(opening, { index, seq }));
  group.close();
  return {};
}

/** Everyone comes back at once and asks for what they missed; timed to the last answer. */
export async function resume(
  group: Group,
  { port, behind, window }: Commands["resume"]["ask"],
): Promise<Resumed> {
  group.port = port;
  group.dialect = "parley";
  const begin = performance.now();
  let next = 0;
  let failed = 0;
  let fault: string | undefined;
  const returnSome = async () => {
    while (next < known.length) {
      const one = known[next++]!;
      try {
        const client = await Client.open(port, "parley", one);
        const rooms = [{ room: "lobby", epoch: one.epoch, seq: one.seq - behind }];
        await answer(client, JSON.stringify({ type: "resume", id: "back", rooms }), `"outcome":"complete"`);
        group.clients.push(client);
      } catch (error) {
        failed++;
        fault ??= (error as Error).message;
      }
    }
  };
  await Promise.all(Array.from({ length: window }, returnSome));
  return { connections: known.length, seconds: (performance.now() - begin) / 1000, failed, fault };
}

/** Sends a text and resolves with what follows in the answer; what else arrives is left aside. */
async function answer(client: Client, text: string, until: string): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  let heard = "";
  client.listener = (bytes) => {
    heard += decoder.decode(bytes);
    const at = heard.indexOf(until);
    // The answer's end is short after it.
    if (at >= 0 && heard.includes("}", at)) resolve(heard.slice(at));
    else if (heard.includes(`"outcome":`) && heard.endsWith("}")) reject(new Error(heard.slice(-200)));
  };
  const timer = setTimeout(() => reject(new Error(`No ${until} in: ${heard.slice(-300)}`)), PATIENCE);
  client.send(text);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    client.ignore();
  }
}

function readWelcome(opening: string, { index, seq }: { index: number; seq: number }): Known {
  const token = /"session":"([\w-]+)"/.exec(opening)?.[1];
  const epoch = /"epoch":"([^"]+)"/.exec(opening)?.[1];
  if (token === undefined || epoch === undefined) {
    throw new Error(`Cannot read a welcome: ${opening.slice(-300)}`);
  }
  return { name: `guest${index}`, token, epoch, seq };
}
