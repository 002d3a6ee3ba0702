import type { FuzzedRequest } from "./requests.ts";

export interface FuzzAnswer {
  /** 0 where there was none. */
  status: number;
  type: string;
  body: string;
}

const PATIENCE = 10_000;
const encoder = new TextEncoder();

/** Sends a request over a connection of its own, and reads what comes until the server has said all. */
export async function ask(url: string, { text, broken }: FuzzedRequest): Promise<FuzzAnswer> {
  const { hostname, port } = new URL(url);
  const connection = await Deno.connect({ hostname, port: Number(port) });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    connection.close();
  }, PATIENCE);
  try {
    const reading = readAll(connection);
    await send(connection, encoder.encode(text), broken);
    const answer = parse(await reading);
    if (late) throw new Error(`No answer to ${JSON.stringify(text.slice(0, 500))}`);
    return answer;
  } finally {
    clearTimeout(timer);
    if (!late) connection.close();
  }
}

/** Writes it all, and may say that no more comes: where a length was a lie, nobody waits for the rest. */
async function send(connection: Deno.TcpConn, bytes: Uint8Array<ArrayBuffer>, isAll: boolean): Promise<void> {
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(await connection.write(rest));
    if (isAll) await connection.closeWrite();
  } catch {
    // The server has answered and closed before it had read everything.
  }
}

async function readAll(connection: Deno.TcpConn): Promise<string> {
  const chunk = new Uint8Array(64 * 1024);
  const decoder = new TextDecoder();
  let text = "";
  try {
    for (let count = await connection.read(chunk); count !== null; count = await connection.read(chunk)) {
      text += decoder.decode(chunk.subarray(0, count), { stream: true });
    }
  } catch {
    // What was read before a reset counts.
  }
  return text;
}

function parse(text: string): FuzzAnswer {
  const end = text.indexOf("\r\n\r\n");
  const head = end < 0 ? text : text.slice(0, end);
  return {
    status: Number(/^HTTP\/1\.[01] (\d{3})/.exec(head)?.[1] ?? 0),
    type: /^content-type: *(.*)$/im.exec(head)?.[1] ?? "",
    body: end < 0 ? "" : text.slice(end + 4),
  };
}
