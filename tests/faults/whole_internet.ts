import { createSocket } from "node:dgram";

/** A connection that came, by where it was meant to go. */
export interface Heard {
  address: string;
  port: number;
}

const PORTS = [21, 22, 70, 80, 443, 8080];
const REDIRECTS: Record<string, string> = {
  "/to-loopback": "http://127.0.0.1/",
  "/to-name": "http://near.example.org/",
  "/to-mapped": "//[::ffff:127.0.0.1]/",
  "/to-port": "http://public.example.org:22/",
  "/to-file": "file:///etc/passwd",
  "/for-ever": "/for-ever",
};

/**
 * Takes what is connected to at the usual ports of each address that leads here, and answers as a page or by a redirect.
 * Whatever is connected to counts, also where nothing is asked then.
 */
export function listenEverywhere(): Disposable & { heard: Heard[] } {
  const heard: Heard[] = [];
  const listeners = PORTS.flatMap((port) => ["0.0.0.0", "::"].flatMap((hostname) => listen(hostname, port)));
  for (const listener of listeners) take(listener);
  return {
    heard,
    [Symbol.dispose]() {
      for (const listener of listeners) listener.close();
    },
  };

  async function take(listener: Deno.TcpListener): Promise<void> {
    for await (const conn of listener) {
      const { hostname, port } = conn.localAddr;
      heard.push({ address: hostname.replace(/^::ffff:/, ""), port });
      answer(conn).catch(() => {}).finally(() => conn.close());
    }
  }
}

/** Where one socket hears both kinds of addresses, there is one. */
function listen(hostname: string, port: number): Deno.TcpListener[] {
  try {
    return [Deno.listen({ hostname, port })];
  } catch (error) {
    if (hostname === "::") return [];
    throw error;
  }
}

async function answer(conn: Deno.TcpConn): Promise<void> {
  const buffer = new Uint8Array(4_096);
  const count = await conn.read(buffer);
  const [, path = ""] = /^GET ([^\s?]+)/.exec(new TextDecoder().decode(buffer.subarray(0, count ?? 0))) ?? [];
  const location = REDIRECTS[path];
  const html = "<title>A page</title>";
  const lines = location === undefined
    ? ["HTTP/1.1 200 OK", "Content-Type: text/html", `Content-Length: ${html.length}`, "", html]
    : ["HTTP/1.1 302 Found", `Location: ${location}`, "Content-Length: 0", "", ""];
  await conn.write(new TextEncoder().encode(lines.join("\r\n")));
}

/** A name server at the address that this machine asks: gives the IPv4 addresses of a name, and none of IPv6. */
export async function answerNames(
  addresses: (name: string) => string[],
): Promise<Disposable & { count: number }> {
  const [, address] = /^nameserver\s+([\d.]+)/m.exec(await Deno.readTextFile("/etc/resolv.conf"))!;
  const socket = createSocket("udp4");
  const server = {
    count: 0,
    [Symbol.dispose]: () => void socket.close(),
  };
  socket.on("message", (query: Uint8Array, from: { port: number; address: string }) => {
    server.count++;
    socket.send(answerTo(query, addresses), from.port, from.address);
  });
  await new Promise<void>((resolve, reject) => {
    socket.on("error", reject);
    socket.bind(53, address, resolve);
  });
  return server;
}

/** The answer to a query of one name (RFC 1035, 4.1). */
function answerTo(query: Uint8Array, addresses: (name: string) => string[]): Uint8Array {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at]!; length > 0; length = query[at]!) {
    labels.push(new TextDecoder().decode(query.subarray(at + 1, at + 1 + length)));
    at += 1 + length;
  }
  const end = at + 5;
  const isA = query[at + 2] === 1;
  const found = isA ? addresses(labels.join(".").toLowerCase()) : [];
  const records = found.flatMap((
    one,
  ) => [0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...one.split(".").map(Number)]);
  const head = [query[0]!, query[1]!, 0x81, 0x80, 0, 1, 0, found.length, 0, 0, 0, 0];
  return Uint8Array.from([...head, ...query.subarray(12, end), ...records]);
}
