// Bun's native publish: one call a message, the runtime joins what is due.
/* global Bun */
const server = Bun.serve({
  hostname: "127.0.0.1",
  port: 0,
  fetch(request, server) {
    if (!server.upgrade(request)) return new Response(null, { status: 426 });
  },
  websocket: {
    open(socket) {
      socket.subscribe("room");
    },
    message(_socket, data) {
      server.publish("room", JSON.stringify({ type: "message", user: "ada", text: JSON.parse(data).text }));
    },
  },
});
console.log(`ready ${server.port}`);
