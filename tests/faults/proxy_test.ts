import { assertEquals, assertRejects } from "@std/assert";
import { type Fault, Proxy } from "./proxy.ts";
import { seeded } from "./random.ts";

interface Wire {
  proxy: Proxy;
  dial(): Promise<Deno.TcpConn>;
  /** The next connection that reached the server behind the proxy. */
  accept(): Promise<Deno.TcpConn>;
}

async function withProxy(use: (wire: Wire) => Promise<void>): Promise<void> {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const proxy = new Proxy({ host: "127.0.0.1", port: listener.addr.port }, seeded(1));
  const port = await proxy.listen();
  const open: Deno.TcpConn[] = [];
  const keep = (connection: Deno.TcpConn) => (open.push(connection), connection);
  try {
    await use({
      proxy,
      dial: async () => keep(await Deno.connect({ hostname: "127.0.0.1", port })),
      accept: async () => keep(await listener.accept()),
    });
  } finally {
    await proxy.close();
    for (const connection of open) connection.close();
    listener.close();
  }
}

/** Reads so many bytes; fewer where the other end closes. */
async function read(connection: Deno.Conn, length: number): Promise<string> {
  let text = "";
  const buffer = new Uint8Array(1024);
  while (text.length < length) {
    const count = await connection.read(buffer);
    if (count === null) break;
    text += new TextDecoder().decode(buffer.subarray(0, count));
  }
  return text;
}

async function write(connection: Deno.Conn, text: string): Promise<void> {
  await connection.write(new TextEncoder().encode(text));
}

for (const fault of ["none", "delay", "trickle", "throttle"] satisfies Fault[]) {
  Deno.test(`Proxy carries all bytes in order, both ways, with the fault ${fault}`, async () => {
    await withProxy(async ({ proxy, dial, accept }) => {
      proxy.begin(fault);
      const [client, server] = await Promise.all([dial(), accept()]);
      await write(client, "abc");
      assertEquals(await read(server, 3), "abc");
      await write(server, "xyz");
      assertEquals(await read(client, 3), "xyz");
    });
  });
}

Deno.test("Proxy loses what is sent into a black hole, and tells nobody", async () => {
  await withProxy(async ({ proxy, dial, accept }) => {
    const [client, server] = await Promise.all([dial(), accept()]);
    await write(client, "a");
    assertEquals(await read(server, 1), "a");
    proxy.begin("black_hole");
    await write(client, "lost");
    while (proxy.counts.lost < 4) await new Promise((resolve) => setTimeout(resolve, 5));
    proxy.begin("none");
    const [second, behind] = await Promise.all([dial(), accept()]);
    await write(second, "b");
    assertEquals(await read(behind, 1), "b");
    assertEquals(proxy.counts, { taken: 2, passed: 2, lost: 4, reset: 0 });
  });
});

Deno.test("Proxy resets connections", async () => {
  await withProxy(async ({ proxy, dial, accept }) => {
    const [client] = await Promise.all([dial(), accept()]);
    proxy.begin("reset");
    await assertRejects(() => read(client, 1), Deno.errors.ConnectionReset);
  });
});

Deno.test("Proxy half-closes towards the client, while the client still reaches the server", async () => {
  await withProxy(async ({ proxy, dial, accept }) => {
    const [client, server] = await Promise.all([dial(), accept()]);
    proxy.begin("half_close_client");
    assertEquals(await read(client, 1), "");
    await write(client, "still here");
    assertEquals(await read(server, 10), "still here");
  });
});

Deno.test("Proxy half-closes towards the server, while the server still reaches the client", async () => {
  await withProxy(async ({ proxy, dial, accept }) => {
    const [client, server] = await Promise.all([dial(), accept()]);
    await write(client, "a");
    assertEquals(await read(server, 1), "a");
    proxy.begin("half_close_server");
    assertEquals(await read(server, 1), "");
    await write(server, "still here");
    assertEquals(await read(client, 10), "still here");
  });
});

Deno.test("Proxy takes connections in silence, and they stay silent", async () => {
  await withProxy(async ({ proxy, dial, accept }) => {
    proxy.begin("mute");
    const silent = await dial();
    await write(silent, "hello?");
    while (proxy.counts.taken < 1) await new Promise((resolve) => setTimeout(resolve, 5));
    proxy.begin("none");
    const [client, server] = await Promise.all([dial(), accept()]);
    await write(client, "a");
    // The first that reaches the server is the second that was dialled.
    assertEquals(await read(server, 1), "a");
  });
});
