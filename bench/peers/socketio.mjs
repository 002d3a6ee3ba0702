// Socket.IO on Node: io.emit() to everyone.
import { createRequire } from "node:module";
import { createServer } from "node:http";
import process from "node:process";

const { Server } = createRequire(`${process.cwd()}/`)("socket.io");
const http = createServer();
const io = new Server(http, { serveClient: false, transports: ["websocket"] });

io.on("connection", (socket) => {
  socket.on("post", ({ text }) => io.emit("message", { user: "ada", text }));
});
http.listen(0, "127.0.0.1", () => console.log(`ready ${http.address().port}`));
