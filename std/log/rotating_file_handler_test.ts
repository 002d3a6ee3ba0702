import { assertEquals, assertThrows } from "@std/assert";
import { RotatingFileHandler } from "@std/log";

type Options = Partial<ConstructorParameters<typeof RotatingFileHandler>[1]>;

interface Fixture {
  filename: string;
  /** The content of each file in the folder. */
  files(): Record<string, string>;
  open(options?: Options): RotatingFileHandler;
}

function withFolder(fn: (fixture: Fixture) => void): void {
  const folder = Deno.makeTempDirSync();
  const filename = `${folder}/log`;
  try {
    fn({
      filename,
      files: () => {
        const names = [...Deno.readDirSync(folder)].map((entry) => entry.name).sort();
        return Object.fromEntries(names.map((name) => [name, Deno.readTextFileSync(`${folder}/${name}`)]));
      },
      open: (options) => {
        const handler = new RotatingFileHandler("DEBUG", {
          filename,
          maxBytes: 10,
          maxBackupCount: 2,
          ...options,
        });
        handler.setup();
        return handler;
      },
    });
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

Deno.test("RotatingFileHandler sets the file aside before it grows over maxBytes and keeps maxBackupCount", () => {
  withFolder(({ open, files }) => {
    using handler = open();
    for (const line of ["1111", "2222", "3333", "4444", "5555", "6666", "7777"]) handler.log(line);
    handler.flush();
    assertEquals(files(), { "log": "7777\n", "log.1": "5555\n6666\n", "log.2": "3333\n4444\n" });
  });
});

Deno.test("RotatingFileHandler counts bytes of UTF-8", () => {
  withFolder(({ open, files }) => {
    using handler = open();
    handler.log("€");
    handler.log("€€");
    handler.flush();
    assertEquals(files(), { "log": "€€\n", "log.1": "€\n" });
  });
});

Deno.test("RotatingFileHandler goes on with the size that the file has", () => {
  withFolder(({ open, files, filename }) => {
    Deno.writeTextFileSync(filename, "old 678\n");
    using handler = open();
    handler.log("new");
    handler.flush();
    assertEquals(files(), { "log": "new\n", "log.1": "old 678\n" });
  });
});

Deno.test("RotatingFileHandler writes a line longer than maxBytes whole, alone in a file", () => {
  withFolder(({ open, files }) => {
    using handler = open();
    handler.log("a line much too long");
    handler.log("b");
    handler.flush();
    assertEquals(files(), { "log": "b\n", "log.1": "a line much too long\n" });
  });
});

Deno.test("RotatingFileHandler.rotateLogFiles() sets the file aside now, with what was gathered", () => {
  withFolder(({ open, files }) => {
    using handler = open();
    handler.log("a");
    handler.rotateLogFiles();
    handler.log("b");
    handler.flush();
    assertEquals(files(), { "log": "b\n", "log.1": "a\n" });
  });
});

Deno.test("RotatingFileHandler removes old backups in mode w and refuses them in mode x", () => {
  withFolder(({ open, files, filename }) => {
    Deno.writeTextFileSync(`${filename}.2`, "old\n");
    Deno.writeTextFileSync(`${filename}.3`, "not one of its backups\n");
    assertThrows(() => open({ mode: "x" }), Deno.errors.AlreadyExists, "log.2 already exists");
    open({ mode: "w" }).destroy();
    assertEquals(files(), { "log": "", "log.3": "not one of its backups\n" });
  });
});

Deno.test("RotatingFileHandler refuses limits below one", () => {
  withFolder(({ open, files }) => {
    assertThrows(() => open({ maxBytes: 0 }), Error, '"maxBytes" must be >= 1: received 0');
    assertThrows(() => open({ maxBackupCount: 0 }), Error, '"maxBackupCount" must be >= 1: received 0');
    assertEquals(files(), {});
  });
});

Deno.test("RotatingFileHandler goes on in the old file when it cannot be set aside, and says so", () => {
  withFolder(({ open, filename }) => {
    // A folder that is not empty cannot be replaced by a file.
    Deno.mkdirSync(`${filename}.1/full`, { recursive: true });
    using handler = open({ maxBackupCount: 1 });
    handler.log("1234567");
    assertThrows(() => handler.log("8901"));
    handler.log("2");
    handler.flush();
    assertEquals(Deno.readTextFileSync(filename), "1234567\n8901\n2\n");
  });
});

Deno.test("RotatingFileHandler loses no line over many rotations", () => {
  withFolder(({ open, files }) => {
    using handler = open({ maxBytes: 100, maxBackupCount: 100, bufferSize: 32 });
    const lines = Array.from({ length: 500 }, (_, index) => `line ${index}`);
    for (const line of lines) handler.log(line);
    handler.flush();
    const number = (name: string) => Number(name.split(".")[1] ?? 0);
    const oldestFirst = Object.entries(files()).sort(([a], [b]) => number(b) - number(a));
    assertEquals(oldestFirst.map(([, text]) => text).join(""), lines.join("\n") + "\n");
    assertEquals(oldestFirst.every(([, text]) => text.length <= 100), true);
  });
});
