/** Runs a program to its end; throws with what it wrote where it fails. */
export async function command(...words: string[]): Promise<string> {
  const [program, ...args] = words;
  const { success, stdout, stderr } = await new Deno.Command(program!, { args }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`'${words.join(" ")}' failed: ${decoder.decode(stderr).trim()}`);
  return decoder.decode(stdout);
}
