import { assertEquals } from "@std/assert";
import { pathToFileURL } from "node:url";
import { migrate } from "../../../src/store/sqlite/migrate.ts";
import { SqliteStore } from "../../../src/store/sqlite/store.ts";
import { withFolder } from "./support.ts";

const REAL = new URL("../../../src/store/migrations/sqlite/", import.meta.url);
const BEFORE = [...Deno.readDirSync(REAL)].map(({ name }) => name).filter((name) => name < "0004").sort();

const ROWS = `INSERT INTO users VALUES (1, 'ada', 1), (2, 'bo', 1), (3, 'cy', 1);
  INSERT INTO rooms VALUES (1, 'lobby', 'lobby', '', 'e1', 4, 0, 1, NULL), (2, 'tea', 'tea', '', 'e2', 4, 0, 1, 1),
    (3, 'left', 'left', '', 'e3', 5, 0, 1, 1);
  INSERT INTO memberships VALUES (1, 1, 2, 0), (1, 2, 3, 0), (2, 1, 2, 0), (2, 2, 3, 0), (3, 2, 4, 0), (3, 3, 3, 0);
  INSERT INTO events (room, seq, type, at, user, ordinal, body) VALUES
    (1, 1, 'room.created', 1, NULL, 0, '{}'), (1, 2, 'member.joined', 1, 1, 0, '{}'), (1, 3, 'member.joined', 1, 2, 0, '{}'),
    (2, 1, 'room.created', 1, 1, 0, '{}'), (2, 2, 'member.joined', 1, 1, 0, '{}'), (2, 3, 'member.joined', 1, 2, 0, '{}'),
    (3, 1, 'room.created', 1, 1, 0, '{}'), (3, 2, 'member.joined', 1, 1, 0, '{}'), (3, 3, 'member.joined', 1, 3, 0, '{}'),
    (3, 4, 'member.joined', 1, 2, 0, '{}'), (3, 5, 'member.left', 1, 1, 0, '{}');`;

Deno.test("rooms of before belong to who made them, else to who has been in them for longest; the lobby to nobody", async () => {
  await withFolder(async ({ dir, open }) => {
    await Deno.mkdir(`${dir}/migrations`);
    for (const file of BEFORE) await Deno.copyFile(new URL(file, REAL), `${dir}/migrations/${file}`);
    const database = open();
    migrate(database, pathToFileURL(`${dir}/migrations/`));
    database.exec(ROWS);
    database.close();
    const store = new SqliteStore(`${dir}/parley.db`);
    const roles: string[] = [];
    for (const room of ["lobby", "tea", "left"]) {
      const { members } = await store.memberships.list(room, { skeleton: "", limit: 10 });
      roles.push(`${room}: ${members.map(({ user, role }) => `${user.name} ${role}`).join(", ")}`);
    }
    assertEquals(roles, [
      "lobby: ada member, bo member",
      "tea: ada owner, bo member",
      "left: cy owner, bo member",
    ]);
    await store.close();
  });
});
