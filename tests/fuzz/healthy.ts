/** Somebody who only wants to talk, in a thread of their own: pings, and remembers the longest wait. */

interface Told {
  url: string;
  token: string;
}

const PACE = 50;
let worst = 0;
let answers = 0;
let ended = "";

function serve({ url, token }: Told): void {
  const socket = new WebSocket(`${url.replace("http", "ws")}/ws`, {
    headers: { Authorization: `Bearer ${token}` },
  } as unknown as string[]);
  let sent = 0;
  let next: ReturnType<typeof setTimeout> | undefined;
  const ask = () => {
    sent = performance.now();
    socket.send(JSON.stringify({ type: "ping", id: "healthy" }));
  };
  socket.onopen = ask;
  socket.onmessage = ({ data }) => {
    const all = JSON.parse(data as string) as { type: string } | { type: string }[];
    if (![all].flat().some(({ type }) => type === "pong")) return;
    worst = Math.max(worst, performance.now() - sent);
    answers++;
    next = setTimeout(ask, PACE);
  };
  socket.onclose = ({ code }) => {
    clearTimeout(next);
    ended = `closed with ${code}`;
  };
  self.onmessage = () => {
    if (socket.readyState === WebSocket.OPEN) {
      const waiting = sent === 0 ? 0 : performance.now() - sent;
      if (waiting > PACE * 4) worst = Math.max(worst, waiting);
    }
    postMessage({ worst, answers, ended });
  };
}

self.onmessage = ({ data }: MessageEvent<Told>) => serve(data);
