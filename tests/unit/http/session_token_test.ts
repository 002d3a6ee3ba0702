import { assertEquals } from "@std/assert";
import { readToken } from "../../../src/http/session_token.ts";

function read(headers: Record<string, string>): string | undefined {
  return readToken(new Request("http://localhost/", { headers }));
}

Deno.test("readToken() reads the Bearer token, in any case of the scheme", () => {
  assertEquals(read({ Authorization: "Bearer abc_DEF-123" }), "abc_DEF-123");
  assertEquals(read({ Authorization: "bearer  abc" }), "abc");
});

Deno.test("readToken() takes an Authorization that is no token for a wrong one, never for none", () => {
  for (const value of ["", "Bearer", "Bearer a b", "Basic abc", `Bearer ${"a".repeat(201)}`, "Bearer ä"]) {
    assertEquals(read({ Authorization: value, Cookie: "parley_session=good" }), "", value);
  }
});

Deno.test("readToken() reads the cookie, and prefers the one that only this host over HTTPS can have set", () => {
  assertEquals(read({ Cookie: "a=b; parley_session=one" }), "one");
  assertEquals(read({ Cookie: "parley_session=one; __Host-parley_session=two" }), "two");
  assertEquals(read({}), undefined);
  assertEquals(read({ Cookie: "other=one" }), undefined);
});

Deno.test("readToken() over HTTPS takes no cookie that another host can have planted", () => {
  const request = (Cookie: string) => new Request("http://localhost/", { headers: { Cookie } });
  assertEquals(readToken(request("parley_session=planted"), { secure: true }), undefined);
  assertEquals(
    readToken(request("parley_session=planted; __Host-parley_session=own"), { secure: true }),
    "own",
  );
  assertEquals(
    readToken(request("__Host-parley_session=own; __Host-parley_session=two"), { secure: true }),
    "",
  );
});
