import type { Commands, Offered } from "./commands.ts";
import { DIALECTS } from "./dialects.ts";
import { joinBytes, textFrame } from "./frames.ts";
import type { Group } from "./group.ts";
import { startCpu, summarize } from "./stats.ts";
import { makeText, nowMicros } from "./text.ts";

const TICK = 1;
const SAMPLED = 20;
/** How long after the last post the last delivery may come. */
const PATIENCE = 2_000;

let posted = 0;

/** Sends texts when they are due, whether or not the server keeps up, and waits for what is still on its way. */
export async function offer(group: Group, ask: Commands["offer"]["ask"]): Promise<Offered> {
  const { clients } = group;
  const samples: number[] = [];
  const step = Math.max(1, Math.floor(clients.length / SAMPLED));
  for (let index = 0; index < clients.length; index++) {
    const { scanner } = clients[index]!;
    scanner.count = 0;
    scanner.samples = index % step === 0 ? samples : undefined;
  }
  const cpu = startCpu();
  const begin = nowMicros();
  const sent = await sendAll(group, ask);
  const ownCpu = cpu();
  const expected = sent * clients.length;
  const delivered = await arrived(group, expected);
  const seconds = (nowMicros() - begin) / 1e6;
  for (const { scanner } of clients) scanner.samples = undefined;
  const closed = clients.filter((client) => client.closed).length;
  return { sent, expected, delivered, seconds, closed, ownCpu, ...summarize(samples) };
}

function sendAll(
  { clients, dialect }: Group,
  { posts, seconds, senders }: Commands["offer"]["ask"],
): Promise<number> {
  const { post } = DIALECTS[dialect];
  const run = (++posted).toString(36);
  const begin = nowMicros();
  const total = Math.round(posts * seconds);
  const gap = 1e6 / posts;
  let sent = 0;
  const { promise, resolve } = Promise.withResolvers<number>();
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor((nowMicros() - begin) / gap) + 1);
    const frames: Uint8Array[][] = Array.from({ length: senders }, () => []);
    for (; sent < due; sent++) {
      const text = makeText(Math.round(begin + sent * gap));
      frames[sent % senders]!.push(textFrame(post(text, `${run}.${sent.toString(36)}`)));
    }
    for (let index = 0; index < senders; index++) {
      if (frames[index]!.length > 0) clients[index]!.write(joinBytes(frames[index]!));
    }
    if (sent < total) return;
    clearInterval(timer);
    resolve(sent);
  }, TICK);
  return promise;
}

/** Waits until all has arrived, or nothing more comes in time; gives how much it was. */
async function arrived({ clients }: Group, expected: number): Promise<number> {
  const until = performance.now() + PATIENCE;
  while (true) {
    let delivered = 0;
    for (const { scanner } of clients) delivered += scanner.count;
    if (delivered >= expected || performance.now() > until) return delivered;
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}
