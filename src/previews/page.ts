import { type Answer, ask } from "./answer.ts";
import { checkUrl, findAddresses, hostOf, NoPreview } from "./guard.ts";
import { closeQuietly, type Network, type Stream, untilAbort } from "./network.ts";

const MAX_REDIRECTS = 3;
/** Bytes that are read of one answer. */
const MAX_BYTES = 512 * 1024;
/** Addresses of a host that are tried. */
const MAX_TRIES = 2;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PRESCANNED = 1_024;

/**
 * Reads the beginning of a page as text, over redirects, of which each is checked as the first address is.
 * @throws NoPreview, or what the network throws
 */
export async function readPage(text: string, network: Network, signal: AbortSignal): Promise<string> {
  let url = checkUrl(text);
  for (let redirects = 0;; redirects++) {
    const outcome = await visit(url, network, signal);
    if (typeof outcome === "string") return outcome;
    if (redirects >= MAX_REDIRECTS) throw new NoPreview("Too many redirects");
    url = checkUrl(outcome.location, url);
  }
}

/** The text of the page, or where it is. */
async function visit(
  url: URL,
  network: Network,
  signal: AbortSignal,
): Promise<string | { location: string }> {
  const addresses = await findAddresses(url, network, signal);
  const stream = await connect(url, { addresses, network }, signal);
  return await untilAbort(stream, signal, async () => {
    const answer = await ask(stream, url, MAX_BYTES);
    const location = answer.headers.get("location");
    const outcome = REDIRECTS.has(answer.status) && location !== undefined
      ? { location }
      : await readText(answer);
    closeQuietly(stream);
    return outcome;
  });
}

/** Connects to the addresses that were checked, one after the other. */
async function connect(
  url: URL,
  { addresses, network }: { addresses: readonly string[]; network: Network },
  signal: AbortSignal,
): Promise<Stream> {
  const secure = url.protocol === "https:";
  const port = url.port === "" ? (secure ? 443 : 80) : Number(url.port);
  let fault: unknown;
  for (const address of addresses.slice(0, MAX_TRIES)) {
    signal.throwIfAborted();
    try {
      return await network.connect({ address, port, tls: secure ? hostOf(url) : undefined }, signal);
    } catch (error) {
      fault = error;
    }
  }
  throw fault;
}

async function readText({ status, headers, body }: Answer): Promise<string> {
  const type = headers.get("content-type") ?? "";
  if (status !== 200) throw new NoPreview(`The answer is ${status}`);
  if (!/^text\/html\s*(?:;|$)/i.test(type)) throw new NoPreview("This is no page");
  if ((headers.get("content-encoding") ?? "identity").toLowerCase() !== "identity") {
    throw new NoPreview("This page is packed");
  }
  const bytes = await body();
  return decode(bytes, charsetIn(type) ?? charsetIn(toLatin1(bytes.subarray(0, PRESCANNED))));
}

function charsetIn(text: string): string | undefined {
  return /charset\s{0,9}=\s{0,9}["']?([\w:.-]{1,40})/i.exec(text)?.[1];
}

function decode(bytes: Uint8Array, charset = "utf-8"): string {
  try {
    return new TextDecoder(charset).decode(bytes);
  } catch {
    return new TextDecoder().decode(bytes);
  }
}

function toLatin1(bytes: Uint8Array): string {
  return new TextDecoder("latin1").decode(bytes);
}
