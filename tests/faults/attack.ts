/** What one person asks of a server, again and again, over as many connections as they may have. */
export interface Target {
  url: string;
  token: string;
}

export interface HttpAsk {
  method?: string;
  path: string;
  /** Instead of the attacker's own; null sends none. */
  token?: string | null;
  body?: string;
}

const CONNECTIONS = 20;
const REQUESTS = 30;
/** Milliseconds that a lane waits for an answer before it sends the next frame all the same. */
const PATIENCE = 100;
/** Milliseconds in which a connection opens or closes; what the server has begun for it belongs to what was asked. */
const GONE = 10_000;

/** Sends frames over all connections until `end`, each after an answer to the one before; gives how many were sent. */
export async function sendFrames(
  { url, token }: Target,
  makeFrame: () => string,
  end: number,
): Promise<number> {
  let sent = 0;
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (performance.now() < end) sent += await oneConnection();
  }));
  return sent;

  async function oneConnection(): Promise<number> {
    const headers = { Authorization: `Bearer ${token}` };
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, { headers } as unknown as string[]);
    const closed = Promise.withResolvers<void>();
    let heard = Promise.withResolvers<void>();
    socket.onmessage = () => heard.resolve();
    socket.onerror = () => {};
    socket.onclose = () => closed.resolve();
    let count = 0;
    await Promise.race([heard.promise, closed.promise, wait(GONE)]);
    while (socket.readyState === WebSocket.OPEN && performance.now() < end) {
      heard = Promise.withResolvers<void>();
      socket.send(makeFrame());
      count++;
      await Promise.race([heard.promise, closed.promise, wait(PATIENCE)]);
    }
    if (socket.readyState === WebSocket.OPEN) socket.close();
    await Promise.race([closed.promise, wait(GONE)]);
    if (count === 0) await wait(PATIENCE);
    return count;
  }
}

/** Opens all connections, again and again; gives how many. */
export async function comeAndGo(target: Target, end: number): Promise<number> {
  let came = 0;
  await Promise.all(Array.from({ length: CONNECTIONS }, async () => {
    while (performance.now() < end) {
      const headers = { Authorization: `Bearer ${target.token}` };
      const socket = new WebSocket(
        `${target.url.replace("http", "ws")}/ws`,
        { headers } as unknown as string[],
      );
      const { promise, resolve } = Promise.withResolvers<void>();
      socket.onmessage = () => socket.close();
      socket.onerror = () => {};
      socket.onclose = () => resolve();
      await Promise.race([promise, wait(GONE)]);
      came++;
    }
  }));
  return came;
}

/** Asks over HTTP, thirty at a time, until `end`; gives how many were answered. */
export async function sendRequests(target: Target, makeAsk: () => HttpAsk, end: number): Promise<number> {
  let answered = 0;
  await Promise.all(Array.from({ length: REQUESTS }, async () => {
    while (performance.now() < end) {
      await request(target, makeAsk());
      answered++;
    }
  }));
  return answered;
}

export async function request(
  target: Target,
  { method = "GET", path, token, body }: HttpAsk,
): Promise<number> {
  const headers = new Headers();
  if (token !== null) headers.set("Authorization", `Bearer ${token ?? target.token}`);
  if (body !== undefined) headers.set("Content-Type", "application/json");
  const answer = await fetch(new URL(path, target.url), { method, headers, body });
  await answer.arrayBuffer();
  return answer.status;
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
