import type { Commands } from "./commands.ts";
import type { Group } from "./group.ts";

const decoder = new TextDecoder();

/** Sends one frame after the other, each when the last one is answered. `#` in `expect` stands for the frame's number. */
export async function ask(
  group: Group,
  { frames, expect }: Commands["ask"]["ask"],
): Promise<Commands["ask"]["answer"]> {
  const client = group.clients[0]!;
  const ms: number[] = [];
  let bytes = 0;
  for (const [index, frame] of frames.entries()) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const wanted = expect.replace("#", String(index));
    let heard = "";
    client.listener = (chunk) => {
      bytes += chunk.length;
      // The answer to a page stands at its beginning, that to a resume at the end.
      heard = heard.slice(-200) + decoder.decode(chunk);
      if (heard.includes(wanted) && heard.trimEnd().match(/[\]}]$/)) resolve();
    };
    const begin = performance.now();
    client.send(frame);
    await promise;
    ms.push(performance.now() - begin);
  }
  client.listener = undefined;
  return { ms, bytes };
}
