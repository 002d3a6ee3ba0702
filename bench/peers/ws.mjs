// Node with `ws`: one send() a receiver and message.
import { createRequire } from "node:module";
import process from "node:process";

const { WebSocketServer } = createRequire(`${process.cwd()}/`)("ws");
const server = new WebSocketServer({ host: "127.0.0.1", port: 0, perMessageDeflate: false });

server.on("listening", () => console.log(`ready ${server.address().port}`));
server.on("connection", (socket) => {
  socket.on("message", (data) => {
    const frame = JSON.stringify({ type: "message", user: "ada", text: JSON.parse(data).text });
    for (const client of server.clients) client.send(frame);
  });
  socket.on("error", () => {});
});
