import { assertEquals } from "@std/assert";
import { Connection } from "../../../../src/client/state/connection.ts";
import type { WebSocketLike } from "../../../../src/client/socket.ts";
import { FakeClock } from "../support/fake_clock.ts";

Deno.test("what comes while the page draws is done together, in its order", () => {
  const { tell, runs, heard } = setUp();
  tell({ type: "a" });
  tell([{ type: "b" }, { type: "c" }]);
  assertEquals([heard, runs.length], [[], 1]);
  runs.shift()!();
  assertEquals(heard, ["a", "b", "c"]);
  tell({ type: "d" });
  assertEquals(runs.length, 1);
});

Deno.test("what came before the connection was lost is done before the page hears that it is lost", () => {
  const { tell, runs, heard, connection, line } = setUp();
  connection.state.subscribe(({ status }) => heard.push(status));
  heard.length = 0;
  tell({ type: "a" });
  line().onclose!({ code: 1006 } as CloseEvent);
  assertEquals(heard, ["open", "a", "offline"]);
  runs.shift()!();
  assertEquals(heard, ["open", "a", "offline"]);
  connection.stop();
});

function setUp() {
  const runs: (() => void)[] = [];
  const heard: string[] = [];
  let opened: WebSocketLike | undefined;
  const connection = new Connection({
    url: () => "ws://test/ws",
    open: () =>
      opened = { onopen: null, onmessage: null, onclose: null, onerror: null, send() {}, close() {} },
    whyRefused: () => new Promise(() => {}),
    signInAgain: () => {},
    clock: new FakeClock(),
    pace: (run) => runs.push(run),
  });
  connection.onEvent = (event) => heard.push(event.type);
  connection.start();
  const tell = (value: unknown) => opened!.onmessage!({ data: JSON.stringify(value) } as MessageEvent);
  return { connection, tell, runs, heard, line: () => opened! };
}
