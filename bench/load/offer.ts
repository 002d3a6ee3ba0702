import type { OfferAsk, Offered, Target } from "./commands.ts";
import { DIALECTS, LOBBY } from "./dialects.ts";
import { joinBytes, textFrame } from "./frames.ts";
import type { Group } from "./group.ts";
import { startCpu, summarize } from "./stats.ts";
import { makeText, nowMicros } from "./text.ts";

const TICK = 1;
const SENDERS = 10;
/** Connections whose texts are timed. */
const TIMED = 20;
/** Milliseconds without a delivery after which what is missing counts as lost. */
const QUIET = 3_000;
const PATIENCE = 15_000;

let runs = 0;

/** Sends texts when they are due, whether or not the server keeps up, and waits for what is still on its way. */
export async function offer(group: Group, ask: OfferAsk): Promise<Offered> {
  const { clients } = group;
  const samples: number[] = [];
  const step = Math.max(1, Math.floor(clients.length / TIMED));
  for (let index = 0; index < clients.length; index++) {
    const timed = ask.targets !== undefined || index % step === 0;
    clients[index]!.count(timed ? samples : undefined);
  }
  const cpu = startCpu();
  const begin = nowMicros();
  const sent = await sendAll(group, ask);
  const ownCpu = cpu();
  const expected = sent * (ask.receivers ?? clients.length);
  const { delivered, last } = await arrived(group, expected);
  const seconds = (last - begin) / 1e6;
  for (const client of clients) client.ignore();
  const closed = clients.filter((client) => client.closed).length;
  return { sent, expected, delivered, seconds, closed, ownCpu, ...summarize(samples) };
}

function sendAll(group: Group, ask: OfferAsk): Promise<number> {
  const { clients, dialect } = group;
  const targets = ask.targets ?? everyoneInLobby(Math.min(SENDERS, clients.length));
  const { post } = DIALECTS[dialect];
  const run = `${Date.now().toString(36)}.${(++runs).toString(36)}`;
  const begin = nowMicros();
  const total = Math.round(ask.posts * ask.seconds);
  const gap = 1e6 / ask.posts;
  let sent = 0;
  const { promise, resolve } = Promise.withResolvers<number>();
  const timer = setInterval(() => {
    const due = Math.min(total, Math.floor((nowMicros() - begin) / gap) + 1);
    const frames = new Map<number, Uint8Array[]>();
    for (; sent < due; sent++) {
      const { sender, room } = targets[sent % targets.length]!;
      const text = makeText(Math.round(begin + sent * gap));
      const frame = textFrame(post(text, { id: `${run}.${sent.toString(36)}`, room }));
      const waiting = frames.get(sender);
      if (waiting === undefined) frames.set(sender, [frame]);
      else waiting.push(frame);
    }
    for (const [sender, pieces] of frames) clients[sender]!.write(joinBytes(pieces));
    if (sent < total) return;
    clearInterval(timer);
    resolve(sent);
  }, TICK);
  return promise;
}

function everyoneInLobby(senders: number): Target[] {
  return Array.from({ length: senders }, (_, sender) => ({ sender, room: LOBBY }));
}

/** Waits until all has arrived, or nothing more comes; gives how much it was, and when the last of it came. */
async function arrived({ clients }: Group, expected: number): Promise<{ delivered: number; last: number }> {
  const until = performance.now() + PATIENCE;
  let before = -1;
  let last = nowMicros();
  while (true) {
    let delivered = 0;
    for (const { scanner } of clients) delivered += scanner.count;
    if (delivered > before) last = nowMicros();
    before = delivered;
    const quiet = nowMicros() - last > QUIET * 1000;
    if (delivered >= expected || quiet || performance.now() > until) return { delivered, last };
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
