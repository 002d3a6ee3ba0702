import type { AcknowledgeAsk, Acknowledged } from "./commands.ts";
import type { Client } from "./client.ts";
import { DIALECTS } from "./dialects.ts";
import { joinBytes, textFrame } from "./frames.ts";
import type { Group } from "./group.ts";
import { startCpu, summarize } from "./stats.ts";
import { DIGITS, makeText, nowMicros, readDigits } from "./text.ts";

/** Every id begins with a byte that nothing else holds, and when its post was due. */
const TILDE = 0x7e;
/** An acknowledgement has it as `"id":"~`, an event as `"clientId":"~`: so many bytes before it they differ. */
const BACK = 5;
const SMALL_I = 0x69;
const TICK = 1;
const WARM = 1_000;
const AFTER = 500;

let runs = 0;

/** Posts, and times each post from when it was due to its acknowledgement. */
export async function acknowledge(group: Group, ask: AcknowledgeAsk): Promise<Acknowledged> {
  const senders = group.clients.slice(0, ask.senders);
  const makePosts = postMaker(group, ask.room);
  const samples: number[] = [];
  let measuring = false;
  let over = false;
  let count = 0;
  for (const client of senders) {
    const find = finder();
    client.listener = (bytes) => {
      const now = nowMicros();
      let many = 0;
      find(bytes, (dueAt) => {
        many++;
        if (measuring && dueAt !== undefined) samples.push(now - dueAt);
      });
      if (measuring) count += many;
      if (many > 0 && !over && ask.inFlight !== undefined) client.write(makePosts(many));
    };
  }
  const stopSending = ask.rate === undefined
    ? fill(senders, ask.inFlight!, makePosts)
    : sendAtRate(senders, ask.rate, makePosts);
  await wait(WARM);
  measuring = true;
  const cpu = startCpu();
  const begin = nowMicros();
  await wait(ask.seconds * 1000);
  measuring = false;
  over = true;
  stopSending();
  const seconds = (nowMicros() - begin) / 1e6;
  const ownCpu = cpu();
  await wait(AFTER);
  for (const client of senders) client.ignore();
  const { p50, p99 } = summarize(samples);
  return { acknowledged: count, perSecond: count / seconds, p50, p99, ownCpu };
}

type MakePosts = (many: number, dueAt?: number) => Uint8Array<ArrayBuffer>;

function postMaker({ dialect }: Group, room: string): MakePosts {
  const { post } = DIALECTS[dialect];
  const run = `${Date.now().toString(36)}.${(++runs).toString(36)}`;
  const text = makeText(0);
  let made = 0;
  return (many, dueAt = nowMicros()) =>
    joinBytes(Array.from({ length: many }, () => {
      const due = String(Math.round(dueAt)).padStart(DIGITS, "0");
      return textFrame(post(text, { id: `~${due}.${run}.${(made++).toString(36)}`, room }));
    }));
}

/** Each sender has its share in flight; each acknowledgement is followed by the next post. */
function fill(senders: readonly Client[], inFlight: number, makePosts: MakePosts): () => void {
  for (const client of senders) client.write(makePosts(Math.max(1, Math.round(inFlight / senders.length))));
  return () => {};
}

function sendAtRate(senders: readonly Client[], rate: number, makePosts: MakePosts): () => void {
  const begin = nowMicros();
  const gap = 1e6 / rate;
  let sent = 0;
  const timer = setInterval(() => {
    const due = Math.floor((nowMicros() - begin) / gap) + 1;
    for (; sent < due; sent++) senders[sent % senders.length]!.write(makePosts(1, begin + sent * gap));
  }, TICK);
  return () => clearInterval(timer);
}

/** Finds acknowledgements in what one connection receives, also where a chunk begins within one. */
function finder(): (bytes: Uint8Array, found: (dueAt: number | undefined) => void) => void {
  let tail = new Uint8Array(0);
  return (bytes, found) => {
    for (let at = bytes.indexOf(TILDE); at >= 0; at = bytes.indexOf(TILDE, at + 1)) {
      const before = at >= BACK ? bytes[at - BACK] : tail.at(at - BACK);
      if (before === SMALL_I) {
        found(at + 1 + DIGITS <= bytes.length ? readDigits(bytes, at + 1) : undefined);
      }
    }
    tail = bytes.slice(-BACK);
  };
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
