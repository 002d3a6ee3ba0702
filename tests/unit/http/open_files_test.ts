import { assertEquals } from "@std/assert";
import { connectionsWithFiles } from "../../../src/http/open_files.ts";

Deno.test("connectionsWithFiles() gives what is wanted where there are enough files, and leaves none open", async () => {
  assertEquals(await connectionsWithFiles(500), 500);
});
