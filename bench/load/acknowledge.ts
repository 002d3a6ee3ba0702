import type { Acknowledged, Commands } from "./commands.ts";
import { DIALECTS } from "./dialects.ts";
import { joinBytes, textFrame } from "./frames.ts";
import type { Group } from "./group.ts";
import { startCpu, summarize } from "./stats.ts";
import { DIGITS, makeText, nowMicros, readDigits } from "./text.ts";

/** How an acknowledgement begins; the command's id that follows begins with when it was sent. */
const MARKER = new TextEncoder().encode(`"type":"ok","id":"`);
const WARM = 0.5;

let runs = 0;

/** Keeps so many posts in flight, each sender its share, and times each from its sending to its acknowledgement. */
export async function acknowledge(group: Group, ask: Commands["acknowledge"]["ask"]): Promise<Acknowledged> {
  const senders = group.clients.slice(0, ask.senders);
  const { post } = DIALECTS[group.dialect];
  const run = (++runs).toString(36);
  const samples: number[] = [];
  let measuring = false;
  let over = false;
  let count = 0;
  let made = 0;
  const makePosts = (many: number) =>
    joinBytes(Array.from({ length: many }, () => {
      const now = String(nowMicros()).padStart(DIGITS, "0");
      return textFrame(post(makeText(0), `${now}.${run}.${(made++).toString(36)}`));
    }));
  for (const client of senders) {
    const find = finder();
    client.listener = (bytes) => {
      let many = 0;
      const now = nowMicros();
      find(bytes, (sentAt) => {
        many++;
        if (measuring && sentAt !== undefined) samples.push(now - sentAt);
      });
      if (measuring) count += many;
      if (many > 0 && !over) client.write(makePosts(many));
    };
    client.write(makePosts(Math.max(1, Math.round(ask.inFlight / senders.length))));
  }
  await wait(WARM);
  measuring = true;
  const cpu = startCpu();
  const begin = nowMicros();
  await wait(ask.seconds);
  measuring = false;
  over = true;
  const seconds = (nowMicros() - begin) / 1e6;
  const ownCpu = cpu();
  await wait(WARM);
  for (const client of senders) client.listener = undefined;
  const { p50, p99 } = summarize(samples);
  return { acknowledged: count, perSecond: count / seconds, p50, p99, ownCpu };
}

/** Finds acknowledgements in what one connection receives, also where a chunk ends within one. */
function finder(): (bytes: Uint8Array, found: (sentAt: number | undefined) => void) => void {
  const first = MARKER[0]!;
  let matched = 0;
  return (bytes, found) => {
    let at = 0;
    while (at < bytes.length) {
      if (matched === 0) {
        at = bytes.indexOf(first, at);
        if (at < 0) return;
      }
      if (bytes[at] === MARKER[matched]) {
        at++;
        if (++matched < MARKER.length) continue;
        matched = 0;
        found(at + DIGITS <= bytes.length ? readDigits(bytes, at) : undefined);
      } else matched = 0;
      if (matched === 0 && bytes[at] !== first) at++;
    }
  };
}

function wait(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1000));
}
