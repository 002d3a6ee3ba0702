// Bare Deno: one send() a receiver and message.
const sockets = new Set<WebSocket>();

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
    const frame = JSON.stringify({ type: "message", user: "ada", text: JSON.parse(data).text });
    for (const one of sockets) if (one.readyState === WebSocket.OPEN) one.send(frame);
  };
  return response;
});
