import { assertEquals, assertRejects } from "@std/assert";
import { DEFAULT_LIMITS } from "../../../src/protocol/limits.ts";
import { ApiError, httpApi } from "../../../src/client/api.ts";

async function withFetch(answer: () => Response, run: () => Promise<void>): Promise<Request[]> {
  const real = globalThis.fetch;
  const requests: Request[] = [];
  globalThis.fetch = (input, init) => {
    const { signal: _, ...rest } = init!;
    requests.push(new Request(`http://test${input}`, rest));
    return Promise.resolve().then(answer);
  };
  try {
    await run();
  } finally {
    globalThis.fetch = real;
  }
  return requests;
}

Deno.test("httpApi sends JSON and gives the answer's body", async () => {
  const user = { id: "u", name: "ada" };
  const answer = { user, limits: DEFAULT_LIMITS };
  const [request] = await withFetch(() => Response.json(answer, { status: 201 }), async () => {
    assertEquals(await httpApi.postSession("ada"), answer);
  });
  assertEquals([request!.method, request!.headers.get("content-type")], ["POST", "application/json"]);
  assertEquals(await request!.json(), { username: "ada" });
});

Deno.test("httpApi throws the server's own error, with what it suggests", async () => {
  const error = { code: "username_taken", message: "This name is taken", suggestion: "ada2" };
  await withFetch(() => Response.json({ error }, { status: 409 }), async () => {
    const thrown = await assertRejects(() => httpApi.postSession("ada"), ApiError, "This name is taken");
    assertEquals([thrown.code, thrown.suggestion], ["username_taken", "ada2"]);
  });
});

Deno.test("httpApi reads Retry-After where the body says nothing, as from a proxy", async () => {
  const answer = () => new Response("<h1>busy</h1>", { status: 503, headers: { "retry-after": "4" } });
  await withFetch(answer, async () => {
    const thrown = await assertRejects(() => httpApi.getSession(), ApiError, "503");
    assertEquals([thrown.code, thrown.retryAfter], ["internal", 4]);
  });
});

Deno.test("httpApi throws 'network' where no answer came", async () => {
  const refuse = () => {
    throw new TypeError("connection refused");
  };
  await withFetch(refuse, async () => {
    assertEquals((await assertRejects(() => httpApi.getRooms("", false), ApiError)).code, "network");
  });
});

Deno.test("httpApi.deleteSession() takes an empty answer", async () => {
  await withFetch(() => new Response(null, { status: 204 }), () => httpApi.deleteSession());
});
