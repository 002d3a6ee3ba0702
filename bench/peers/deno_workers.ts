// As deno_turn.ts, by two threads on one port, each of which tells the other what a turn brought.
const THREADS = 2;

function listen(port: number): number {
  const sockets = new Set<WebSocket>();
  const others = new BroadcastChannel("turns");
  let due: string[] = [];

  function send(events: readonly string[]): void {
    const frame = events.length === 1 ? events[0]! : `[${events.join(",")}]`;
    for (const socket of sockets) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
  }

  function flush(): void {
    const events = due;
    due = [];
    others.postMessage(events);
    send(events);
  }

  others.onmessage = ({ data }) => send(data);
  const server = Deno.serve(
    { hostname: "127.0.0.1", port, reusePort: true, onListen: () => {} },
    (request) => {
      const { socket, response } = Deno.upgradeWebSocket(request);
      socket.onopen = () => sockets.add(socket);
      socket.onclose = () => sockets.delete(socket);
      socket.onerror = () => sockets.delete(socket);
      socket.onmessage = ({ data }) => {
        due.push(JSON.stringify({ type: "message", user: "ada", text: JSON.parse(data).text }));
        if (due.length === 1) setImmediate(flush);
      };
      return response;
    },
  );
  return server.addr.port;
}

interface Thread {
  onmessage: ((event: MessageEvent) => void) | null;
  postMessage(message: unknown): void;
}

if (import.meta.main) {
  const port = listen(0);
  const ready = Array.from({ length: THREADS - 1 }, () =>
    new Promise<void>((resolve) => {
      const worker = new Worker(import.meta.url, { type: "module" });
      worker.onmessage = () => resolve();
      worker.postMessage(port);
    }));
  await Promise.all(ready);
  console.log(`ready ${port}`);
} else {
  const thread = globalThis as unknown as Thread;
  thread.onmessage = ({ data }) => thread.postMessage(listen(data));
}
