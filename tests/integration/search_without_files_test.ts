import { assertEquals, assertStringIncludes } from "@std/assert";

const SCRIPT = new URL("../support/search_without_files.ts", import.meta.url).pathname;

Deno.test({
  name: "a search is refused where no descriptor is left for its threads, and works when there is one",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const dir = await Deno.makeTempDir({ prefix: "parley-" });
    try {
      const script = ["run", "--frozen", "--allow-all", SCRIPT, dir].map((arg) => `'${arg}'`).join(" ");
      const command = new Deno.Command("bash", {
        args: ["-c", `ulimit -n 128; exec '${Deno.execPath()}' ${script}`],
        env: { NO_COLOR: "1" },
      });
      const { code, stdout, stderr } = await command.output();
      const [refused, found] = new TextDecoder().decode(stdout).split("\n");
      assertStringIncludes(
        refused!,
        "No descriptors are left for a thread",
        new TextDecoder().decode(stderr),
      );
      assertEquals([found, code], ["found 0", 0]);
    } finally {
      await Deno.remove(dir, { recursive: true });
    }
  },
});
