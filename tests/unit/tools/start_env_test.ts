import { assert } from "@std/assert";
import { START_ENV } from "../../../tools/start_env.ts";

Deno.test("the task and the image start the server with the memory settings that it is measured with", async () => {
  const { tasks } = JSON.parse(await Deno.readTextFile("deno.json")) as {
    tasks: { start: { command: string } };
  };
  const image = await Deno.readTextFile("Dockerfile");
  for (const [name, value] of Object.entries(START_ENV)) {
    assert(tasks.start.command.includes(` ${name}=${value} `), `deno.json: ${name}`);
    assert(image.includes(`${name}=${value} `), `Dockerfile: ${name}`);
  }
});
