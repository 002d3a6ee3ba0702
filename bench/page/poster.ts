/** Somebody who posts into a room at a steady rate. */
export class Poster {
  readonly #socket: WebSocket;
  #ids = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  static async open(url: string, room: string): Promise<Poster> {
    const socket = new WebSocket(`${url.replace("http", "ws")}/ws?username=poster`);
    await new Promise((resolve, reject) => {
      socket.onmessage = resolve;
      socket.onerror = reject;
    });
    socket.onmessage = null;
    socket.send(JSON.stringify({ type: "room.join", id: "join", room }));
    return new Poster(socket);
  }

  /** Posts `rate` messages a second for so many seconds, in even steps. */
  async post(room: string, { rate, seconds }: { rate: number; seconds: number }): Promise<void> {
    const begin = performance.now();
    const all = rate * seconds;
    for (let sent = 0; sent < all;) {
      const due = Math.min(all, Math.floor((performance.now() - begin) / 1000 * rate));
      for (; sent < due; sent++) {
        const id = `bench.${begin}.${++this.#ids}`;
        const text =
          `message ${this.#ids} of somebody who has much to say, see https://example.org/${this.#ids}`;
        this.#socket.send(JSON.stringify({ type: "message.post", id, room, text }));
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  }

  close(): void {
    this.#socket.close();
  }
}
