import { assert, assertEquals } from "@std/assert";
import type { TestClient } from "../support/client.ts";
import { type TestServer, withServer } from "../support/server.ts";
import { type Bindings, fits, readValues, substitute } from "../unit/docs/examples.ts";
import { type Mark, readDocument, readMarks } from "../unit/docs/markdown.ts";

const HERE = "localhost:8000";
const marks = readMarks(readDocument("docs/protocol.md"));
const hasCurl = await runs("curl");

Deno.test("docs/protocol.md: what its people send over the socket is answered as it says", async () => {
  await withServer({}, async (server) => {
    const play = new Play(server);
    for (const mark of marks) await play.act(mark);
    // Sends, receives and connects, lest a document without marks should pass.
    assert(play.acts > 20, `The document has only ${play.acts} acts`);
  });
});

Deno.test({
  name: "docs/protocol.md: what it asks with curl is answered as it says",
  ignore: !hasCurl,
  fn: async () => {
    await withServer({}, async (server) => {
      const bindings: Bindings = new Map();
      let command = "";
      let answers = 0;
      for (const mark of marks) {
        if (!("info" in mark)) continue;
        if (mark.info === "sh curl") command = substitute(mark.content, bindings);
        const [, status] = /^json answers (\d{3})$/.exec(mark.info) ?? [];
        if (status === undefined) continue;
        const answer = await runCurl(command, server);
        assertEquals(answer.status, status, command);
        const [shown] = readValues(mark.info, mark.content);
        const real = answer.body === "" ? undefined : JSON.parse(answer.body);
        if (!fits(shown, real, bindings)) assertEquals(real, shown, command);
        answers++;
      }
      assertEquals(answers, marks.filter((mark) => "info" in mark && mark.info === "sh curl").length);
      assert(answers >= 10);
    });
  },
});

Deno.test("docs/protocol.md: its bot has ten lines and answers", async () => {
  const bot = marks.find((mark) => "info" in mark && mark.info === "js bot.js") as { content: string };
  assert(bot.content.trim().split("\n").length <= 10);
  await withServer({}, async (server) => {
    const ada = await server.connect({ username: "ada" });
    const file = await Deno.makeTempFile({ prefix: "parley-bot-", suffix: ".js" });
    await Deno.writeTextFile(file, bot.content.replaceAll(HERE, new URL(server.url).host));
    const process = new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-config", "--no-lock", "--allow-net", file],
      stdout: "null",
      stderr: "null",
    }).spawn();
    try {
      const { user } = await ada.next("presence.joined", ({ user }) => user.name === "echo-bot");
      await ada.ask({ type: "message.post", room: "lobby", text: "not for you" });
      await ada.ask({ type: "message.post", room: "lobby", text: "!echo hello" });
      const { message } = await ada.next("message.posted", ({ message }) => message.author.id === user.id);
      assertEquals(message.text, "hello");
    } finally {
      process.kill("SIGKILL");
      await process.status;
      await Deno.remove(file);
    }
  });
});

/** The people of the document, each with a connection, and what happened so far. */
class Play {
  acts = 0;
  readonly #server: TestServer;
  readonly #people = new Map<string, TestClient>();
  readonly #bindings: Bindings = new Map();
  readonly #used = new Set<unknown>();

  constructor(server: TestServer) {
    this.#server = server;
  }

  async act(mark: Mark): Promise<void> {
    if ("comment" in mark) {
      if (mark.comment === "Bo's connection breaks") await this.#person("bo").close();
      if (mark.comment === "the server stops") await this.#server.stop();
      return;
    }
    const [, who, does] = /^jsonl? (\w+) (sends|receives)$/.exec(mark.info) ?? [];
    const [, connects] = /^http connect (\w+)$/.exec(mark.info) ?? [];
    if (connects !== undefined) await this.#connect(connects, substitute(mark.content, this.#bindings));
    else if (does === "sends") this.#send(who!, substitute(mark.content, this.#bindings));
    else if (does === "receives") await this.#receive(who!, readValues(mark.info, mark.content));
    else return;
    this.acts++;
  }

  async #connect(who: string, request: string): Promise<void> {
    const username = /^GET \/ws\?username=(\w+) HTTP/.exec(request)?.[1];
    const shown = /^Authorization: Bearer (\S+)$/m.exec(request)?.[1];
    const session = this.#people.get(who)?.welcome.session;
    // The session of someone whose welcome is not on the page is the one that they got.
    if (shown !== undefined && session !== undefined) this.#bindings.set(shown, session);
    const token = shown === undefined ? undefined : this.#bindings.get(shown);
    this.#people.set(who, await this.#server.connect({ username, token }));
  }

  #send(who: string, content: string): void {
    for (const frame of content.trim().split("\n")) this.#person(who).sendText(frame);
  }

  async #receive(who: string, values: unknown[]): Promise<void> {
    for (const shown of values) {
      const isShown = (real: unknown): real is never =>
        !this.#used.has(real) && fits(shown, real, this.#bindings);
      try {
        this.#used.add(await this.#person(who).find(isShown));
      } catch (error) {
        throw new Error(`${who} does not receive ${JSON.stringify(shown)}`, { cause: error });
      }
    }
  }

  #person(who: string): TestClient {
    const client = this.#people.get(who);
    if (client === undefined) throw new Error(`${who} is not connected`);
    return client;
  }
}

/** Runs a command as it is in the document, but against `server`, and with the status after the body. */
async function runCurl(command: string, server: TestServer): Promise<{ status: string; body: string }> {
  const home = await Deno.makeTempDir({ prefix: "parley-curl-" });
  try {
    await Deno.writeTextFile(`${home}/.curlrc`, 'silent\nnoproxy = "*"\nwrite-out = "\\n%{http_code}"\n');
    const { stdout } = await new Deno.Command("sh", {
      args: ["-c", command.replaceAll(HERE, new URL(server.url).host)],
      env: { HOME: home, CURL_HOME: home },
      cwd: home,
    }).output();
    const text = new TextDecoder().decode(stdout);
    const at = text.lastIndexOf("\n");
    return { body: text.slice(0, at), status: text.slice(at + 1) };
  } finally {
    await Deno.remove(home, { recursive: true });
  }
}

async function runs(program: string): Promise<boolean> {
  try {
    return (await new Deno.Command(program, { args: ["--version"], stdout: "null", stderr: "null" }).output())
      .success;
  } catch {
    return false;
  }
}
