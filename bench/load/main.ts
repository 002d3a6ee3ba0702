import { createInterface } from "node:readline";
import process from "node:process";
import { acknowledge } from "./acknowledge.ts";
import { ask } from "./ask.ts";
import { leave, resume } from "./come_back.ts";
import type { CommandName, Commands } from "./commands.ts";
import { Group } from "./group.ts";
import { offer } from "./offer.ts";

type Handlers = {
  [Name in CommandName]: (
    group: Group,
    ask: Commands[Name]["ask"],
  ) => Promise<Commands[Name]["answer"]>;
};

const HANDLERS: Handlers = {
  open: (group, ask) => group.open(ask),
  offer,
  acknowledge,
  leave,
  resume,
  ask,
  pause(group, { count }) {
    group.pause(count);
    return Promise.resolve({});
  },
};

/** Reads commands from standard input and writes an answer for each. */
async function main(): Promise<void> {
  const group = new Group();
  for await (const line of createInterface({ input: process.stdin })) {
    const { name, ask } = JSON.parse(line) as { name: CommandName; ask: never };
    let answer: unknown;
    try {
      answer = await HANDLERS[name](group, ask);
    } catch (error) {
      answer = { error: (error as Error).stack };
    }
    process.stdout.write(`${JSON.stringify(answer)}\n`);
  }
  process.exit(0);
}

await main();
