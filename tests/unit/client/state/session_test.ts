import { assertEquals, assertRejects } from "@std/assert";
import { DEFAULT_LIMITS } from "../../../../src/protocol/limits.ts";
import { type Api, ApiError } from "../../../../src/client/api.ts";
import { People } from "../../../../src/client/state/people.ts";
import { Session } from "../../../../src/client/state/session.ts";
import { FakeClock } from "../support/fake_clock.ts";

function setUp(getSession: Api["getSession"], rest: Partial<Api> = {}) {
  const clock = new FakeClock();
  const unused = () => Promise.reject(new Error("not part of this test"));
  const api: Api = {
    getSession,
    postSession: unused,
    deleteSession: unused,
    getRooms: unused,
    postRoom: unused,
    ...rest,
  };
  return { clock, session: new Session({ api, people: new People(), clock }) };
}

const ada = { user: { id: "u1", name: "ada" }, limits: DEFAULT_LIMITS };

Deno.test("Session.load() asks until there is an answer", async () => {
  let answers = 0;
  const { clock, session } = setUp(() =>
    ++answers < 4 ? Promise.reject(new ApiError("network", "no network")) : Promise.resolve(ada)
  );
  await session.load();
  assertEquals(session.state.value, { status: "loading" });
  await clock.advance(5_000);
  assertEquals(session.state.value, { status: "signed_in", ...ada });
  assertEquals(clock.next, undefined);
});

Deno.test("Session.load() waits as long as a full server says", async () => {
  let asked = 0;
  const { clock, session } = setUp(() => {
    asked++;
    return Promise.reject(new ApiError("unavailable", "wait", { retryAfter: 7 }));
  });
  await session.load();
  await clock.advance(6_999);
  assertEquals(asked, 1);
  await clock.advance(300);
  assertEquals(asked, 2);
});

Deno.test("Session.whyRefused() tells a missing session from a full server and from no network", async () => {
  const cases = [
    [new ApiError("unauthenticated", ""), { next: "sign_in" }],
    [new ApiError("unavailable", "", { retryAfter: 3 }), { next: "come_back", retryAfter: 3 }],
    [new ApiError("network", ""), { next: "come_back", retryAfter: undefined }],
  ] as const;
  for (const [error, refusal] of cases) {
    assertEquals(await setUp(() => Promise.reject(error)).session.whyRefused(), refusal);
  }
  assertEquals(await setUp(() => Promise.resolve(ada)).session.whyRefused(), { next: "come_back" });
});

Deno.test("Session.signIn() passes on the name that the server suggests, and changes nothing", async () => {
  const taken = new ApiError("username_taken", "This name is taken", { suggestion: "ada2" });
  const { session } = setUp(() => Promise.resolve(ada), { postSession: () => Promise.reject(taken) });
  const error = await assertRejects(() => session.signIn("ada"), ApiError);
  assertEquals(error.suggestion, "ada2");
  assertEquals(session.state.value.status, "loading");
});

Deno.test("Session.signOut() forgets only after the server has ended the session", async () => {
  let ends = 0;
  let forgotten = 0;
  const { session } = setUp(() => Promise.resolve(ada), {
    deleteSession: () => ++ends === 1 ? Promise.reject(new ApiError("network", "")) : Promise.resolve(),
  });
  session.onSignOut = () => forgotten++;
  await session.load();
  await assertRejects(() => session.signOut(), ApiError);
  assertEquals([session.state.value.status, forgotten], ["signed_in", 0]);
  await session.signOut();
  assertEquals([session.state.value.status, forgotten], ["signed_out", 1]);
});

Deno.test("Session.load() asks a first visitor to sign in, without a notice", async () => {
  const { session } = setUp(() => Promise.resolve({ user: null, limits: DEFAULT_LIMITS }));
  await session.load();
  assertEquals(session.state.value, { status: "signed_out" });
});

Deno.test("Session says that one's name went to another, at the start and when a socket was refused for it", async () => {
  const taken = () => Promise.reject(new ApiError("username_taken", "ada is taken", { suggestion: "ada-2" }));
  const { session } = setUp(taken);
  await session.load();
  const state = session.state.value;
  assertEquals(
    state.status === "signed_out" && state.notice?.startsWith("Your name went to someone else"),
    true,
  );
  assertEquals(await session.whyRefused(), { next: "sign_in" });
  session.end();
  assertEquals(session.state.value, state);
});
