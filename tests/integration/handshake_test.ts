import { assertEquals } from "@std/assert";
import { type HandshakeOptions, handshakeText, OPCODES } from "../support/raw.ts";
import { withServer } from "../support/server.ts";

type Headers = NonNullable<HandshakeOptions["headers"]>;

Deno.test("origins and hosts that are allowed by the settings are", async () => {
  const settings = { PUBLIC_URL: "https://chat.example.org", ALLOWED_ORIGINS: "https://app.example.org" };
  await withServer(settings, async (server) => {
    const Host = "chat.example.org";
    const status = async (name: string, headers: Headers) =>
      (await server.handshake({ path: `/ws?username=${name}`, headers })).answer.status;
    assertEquals(await status("ada", { Host, Origin: "https://chat.example.org" }), 101);
    assertEquals(await status("bo", { Host, Origin: "https://app.example.org" }), 101);
    assertEquals(await status("cy", { Host, Origin: "https://app.example.org.evil.example" }), 403);
    assertEquals(await status("cy", { Host, Origin: "http://evil.example" }), 403);
    assertEquals(await status("cy", { Host: "other.example.org" }), 421);
  });
});

Deno.test("frames that come with the handshake, and one byte at a time, are read in their order", async () => {
  await withServer({}, async (server) => {
    const connection = await server.dial();
    const bytes = new TextEncoder().encode(handshakeText(connection.host, { path: "/ws?username=ada" }));
    const frames = [1, 2, 3].map((n) => {
      const payload = new TextEncoder().encode(`{"type":"ping","id":"p${n}"}`);
      return new Uint8Array([0x81, 0x80 | payload.length, 0, 0, 0, 0, ...payload]);
    });
    await connection.write(new Uint8Array([...bytes, ...frames[0]!, ...frames[1]!]));
    assertEquals((await connection.readAnswer())!.status, 101);
    for (const byte of frames[2]!) await connection.write(new Uint8Array([byte]));
    const pongs: unknown[] = [];
    while (pongs.length < 3) {
      pongs.push(
        ...(await connection.readMessages()).filter(({ type }) => type === "pong").map(({ id }) => id),
      );
    }
    assertEquals(pongs, ["p1", "p2", "p3"]);
  });
});

Deno.test("the protocol's own ping and close are answered", async () => {
  await withServer({}, async (server) => {
    const { connection } = await server.handshake({ path: "/ws?username=ada" });
    await connection.readMessages();
    await connection.sendFrame("are you there", { opcode: OPCODES.ping });
    const pong = await connection.readFrame();
    assertEquals([pong!.opcode, new TextDecoder().decode(pong!.payload)], [OPCODES.pong, "are you there"]);
    await connection.sendFrame(new Uint8Array([0x03, 0xe8]), { opcode: OPCODES.close });
    assertEquals(await connection.readCloseCode(), 1000);
  });
});
