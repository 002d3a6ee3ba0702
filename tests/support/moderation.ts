import type { TestClient } from "./client.ts";
import type { TestServer } from "./server.ts";
import { signUp } from "./accounts.ts";

/** Makes an owner of the server; gives their connection and token. */
export async function connectOwner(
  server: TestServer,
  name = "olive",
): Promise<{ olive: TestClient; token: string }> {
  const { session: token } = await signUp(server, name, { owner: server.ownerToken });
  return { olive: await server.connect({ token }), token };
}

/** People with a room "tea" that all are in; the first owns it. */
export async function meet(server: TestServer, ...names: string[]): Promise<TestClient[]> {
  const people: TestClient[] = [];
  for (const username of names) people.push(await server.connect({ username }));
  const token = people[0]!.welcome.session!;
  const { status } = await server.call("POST /api/rooms", { token, json: { name: "tea" } });
  if (status !== 201) throw new Error(`Cannot make the room: ${status}`);
  for (const one of people.slice(1)) await one.ask({ type: "room.join", room: "tea" });
  return people;
}

export function idOf({ welcome }: TestClient): string {
  return welcome.user.id;
}
