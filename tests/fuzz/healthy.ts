/** Somebody who only wants to talk, in a thread of their own: pings, and remembers how long the answers took. */

interface Told {
  url: string;
  tokens: string[];
  /** Milliseconds between two pings. */
  pace: number;
}

let waits: number[] = [];
let ended = "";
const sockets: WebSocket[] = [];
const asked = new Map<string, number>();
let ids = 0;

function serve({ url, tokens, pace }: Told): void {
  for (const token of tokens) {
    const headers = { Authorization: `Bearer ${token}` };
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, { headers } as unknown as string[]);
    socket.onmessage = ({ data }) => take(data as string);
    socket.onclose = ({ code }) => ended = `closed with ${code}`;
    sockets.push(socket);
  }
  setInterval(ask, pace);
}

/** Asks whether or not the last answer is there: who waits for it would not see what happens meanwhile. */
function ask(): void {
  const socket = sockets[ids % sockets.length]!;
  if (socket.readyState !== WebSocket.OPEN) return;
  const id = `healthy${++ids}`;
  asked.set(id, performance.now());
  socket.send(JSON.stringify({ type: "ping", id }));
}

function take(data: string): void {
  const now = performance.now();
  for (const { type, id } of [JSON.parse(data) as { type: string; id: string }].flat()) {
    const since = type === "pong" ? asked.get(id) : undefined;
    if (since === undefined) continue;
    asked.delete(id);
    waits.push(now - since);
  }
}

self.onmessage = ({ data }: MessageEvent<Told | "look" | "forget">) => {
  if (data === "forget") waits = [];
  else if (data !== "look") return serve(data);
  const now = performance.now();
  const waiting = asked.values().map((since) => now - since);
  const all = [...waits, ...waiting].sort((a, b) => a - b);
  const p99 = all[Math.floor(0.99 * all.length)] ?? 0;
  postMessage({ worst: all.at(-1) ?? 0, p99, answers: waits.length, ended });
};
