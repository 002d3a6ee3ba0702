// Bare Deno, what is due in one turn of the event loop as one frame: the least that a server of this kind does.
const sockets = new Set<WebSocket>();
let due: string[] = [];

function flush(): void {
  const frame = due.length === 1 ? due[0]! : `[${due.join(",")}]`;
  due = [];
  for (const socket of sockets) if (socket.readyState === WebSocket.OPEN) socket.send(frame);
}

Deno.serve({
  hostname: "127.0.0.1",
  port: 0,
  onListen: ({ port }) => console.log(`ready ${port}`),
}, (request) => {
  const { socket, response } = Deno.upgradeWebSocket(request);
  socket.onopen = () => sockets.add(socket);
  socket.onclose = () => sockets.delete(socket);
  socket.onerror = () => sockets.delete(socket);
  socket.onmessage = ({ data }) => {
    due.push(JSON.stringify({ type: "message", user: "ada", text: JSON.parse(data).text }));
    if (due.length === 1) setImmediate(flush);
  };
  return response;
});
