/** How each kind of server is spoken to. */

export type DialectName = "plain" | "socketio" | "parley";

export interface Dialect {
  /** Path and headers of the handshake of one connection. */
  request(who: Who): { path: string; headers?: Record<string, string> };
  /** What is sent right after the handshake's answer. */
  greeting?: string;
  /** The bytes after which a connection takes part. */
  ready: string;
  /** One text to everyone in a room. */
  post(text: string, to: { id: string; room: string }): string;
  /** What is sent now and then, where a WebSocket pong is not what keeps it. */
  alive?: string;
}

export interface Who {
  name: string;
  /** The session to come back as. */
  token?: string;
}

export const LOBBY = "lobby";

export const DIALECTS: Record<DialectName, Dialect> = {
  plain: {
    request: () => ({ path: "/ws" }),
    ready: "HTTP/1.1 101",
    post: (text) => JSON.stringify({ text }),
  },
  socketio: {
    request: () => ({ path: "/socket.io/?EIO=4&transport=websocket" }),
    greeting: "40",
    ready: `40{"sid"`,
    post: (text) => `42${JSON.stringify(["post", { text }])}`,
    alive: "3",
  },
  parley: {
    request: ({ name, token }) =>
      token === undefined
        ? { path: `/ws?username=${name}` }
        : { path: "/ws", headers: { Authorization: `Bearer ${token}` } },
    ready: `"type":"welcome"`,
    post: (text, { id, room }) => JSON.stringify({ type: "message.post", id, room, text }),
  },
};
