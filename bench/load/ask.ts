import type { Commands } from "./commands.ts";
import type { Group } from "./group.ts";

const PATIENCE = 30_000;
const decoder = new TextDecoder();

/** Sends one frame after the other, each when the last one is answered, in turn by everyone; times each to its last byte. */
export async function ask(
  { clients }: Group,
  { frames }: Commands["ask"]["ask"],
): Promise<Commands["ask"]["answer"]> {
  const ms: number[] = [];
  let bytes = 0;
  const inboxes = clients.map((client) => {
    const inbox = new Inbox();
    client.listener = (chunk) => {
      bytes += chunk.length;
      inbox.take(chunk);
    };
    return inbox;
  });
  for (const [index, frame] of frames.entries()) {
    const turn = index % clients.length;
    const begin = performance.now();
    clients[turn]!.send(frame.replace("#", String(index)));
    await inboxes[turn]!.find(`"id":"q${index}"`);
    ms.push(performance.now() - begin);
  }
  for (const client of clients) client.ignore();
  return { ms, bytes };
}

/** Takes the stream of a server apart into whole frames, and looks for the answer to a question. */
class Inbox {
  #rest = new Uint8Array(0);
  #wanted = "";
  #found: { resolve(): void; reject(error: Error): void } | undefined;

  /** @throws Error where the answer is an error, or does not come */
  find(wanted: string): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const timer = setTimeout(() => reject(new Error(`No answer to ${wanted}`)), PATIENCE);
    this.#wanted = wanted;
    this.#found = { resolve, reject };
    return promise.finally(() => clearTimeout(timer));
  }

  take(chunk: Uint8Array): void {
    const bytes = new Uint8Array(this.#rest.length + chunk.length);
    bytes.set(this.#rest);
    bytes.set(chunk, this.#rest.length);
    let at = 0;
    for (let payload = payloadAt(bytes, at); payload !== undefined; payload = payloadAt(bytes, at)) {
      this.#look(decoder.decode(bytes.subarray(payload.begin, payload.end)));
      at = payload.end;
    }
    this.#rest = bytes.slice(at);
  }

  #look(text: string): void {
    if (this.#found === undefined || !text.includes(this.#wanted)) return;
    if (text.includes(`"type":"ok",${this.#wanted}`)) this.#found.resolve();
    else this.#found.reject(new Error(`Refused: ${text.slice(0, 200)}`));
    this.#found = undefined;
  }
}

/** Where the payload of the frame that begins at a place lies; undefined where it is not all there. */
function payloadAt(bytes: Uint8Array, at: number): { begin: number; end: number } | undefined {
  if (bytes.length < at + 2) return undefined;
  const short = bytes[at + 1]!;
  const head = short < 126 ? 2 : short === 126 ? 4 : 10;
  if (bytes.length < at + head) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  const length = short < 126
    ? short
    : short === 126
    ? view.getUint16(at + 2)
    : Number(view.getBigUint64(at + 2));
  const end = at + head + length;
  return bytes.length < end ? undefined : { begin: at + head, end };
}
