import { assert, assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { FileHandler, type FileHandlerOptions, type LevelName, LogLevels } from "@std/log";
import { LogRecord } from "@std/log/logger";

interface Fixture {
  filename: string;
  read(): string;
  open(options?: Partial<FileHandlerOptions>): FileHandler;
}

function withFile(fn: (fixture: Fixture) => void): void {
  const folder = Deno.makeTempDirSync();
  const filename = `${folder}/app.log`;
  try {
    fn({
      filename,
      read: () => Deno.readTextFileSync(filename),
      open: (options) => {
        const handler = new FileHandler("DEBUG", { filename, ...options });
        handler.setup();
        return handler;
      },
    });
  } finally {
    Deno.removeSync(folder, { recursive: true });
  }
}

function record(level: LevelName, msg: string): LogRecord {
  return new LogRecord({ msg, args: [], level: LogLevels[level], loggerName: "test" });
}

Deno.test("FileHandler gathers lines until flush()", () => {
  withFile(({ open, read }) => {
    using handler = open();
    handler.handle(record("INFO", "one"));
    assertEquals(read(), "");
    handler.flush();
    assertEquals(read(), "INFO one\n");
    handler.flush();
    assertEquals(read(), "INFO one\n");
  });
});

Deno.test("FileHandler writes at once what is WARN or above, with all that came before it", () => {
  withFile(({ open, read }) => {
    using handler = open();
    let expected = "";
    for (const level of ["WARN", "ERROR", "CRITICAL"] as const) {
      handler.handle(record("INFO", "before"));
      handler.handle(record(level, "now"));
      expected += `INFO before\n${level} now\n`;
      assertEquals(read(), expected);
    }
  });
});

Deno.test("FileHandler writes when its buffer is full, and never splits a line in doing so", () => {
  withFile(({ open, read }) => {
    using handler = open({ bufferSize: 10 });
    handler.log("1234");
    handler.log("5678");
    assertEquals(read(), "");
    handler.log("9");
    assertEquals(read(), "1234\n5678\n");
  });
});

Deno.test("FileHandler writes a line longer than its buffer whole and in order", () => {
  withFile(({ open, read }) => {
    using handler = open({ bufferSize: 10 });
    const long = "x".repeat(1000);
    handler.log("a");
    handler.log(long);
    handler.log("b");
    handler.flush();
    assertEquals(read(), `a\n${long}\nb\n`);
  });
});

Deno.test("FileHandler counts bytes, not characters, and writes UTF-8", () => {
  withFile(({ open, read }) => {
    using handler = open({ bufferSize: 18 });
    const lines = Array.from({ length: 50 }, (_, index) => "ä€😀".repeat(index % 7));
    for (const line of lines) handler.log(line);
    handler.flush();
    assertEquals(read(), lines.map((line) => line + "\n").join(""));
  });
});

Deno.test("FileHandler.destroy() writes what is gathered and closes; later lines go nowhere", () => {
  withFile(({ open, read }) => {
    const handler = open();
    handler.log("last");
    handler.destroy();
    handler.log("after");
    handler.flush();
    handler.destroy();
    assertEquals(read(), "last\n");
  });
});

Deno.test("FileHandler goes on in a file (a), begins it anew (w), or insists that there is none (x)", () => {
  withFile(({ open, read, filename }) => {
    Deno.writeTextFileSync(filename, "old\n");
    const write = (mode?: "a" | "w" | "x") => {
      using handler = open({ mode });
      handler.log("new");
    };
    assertThrows(() => write("x"), Deno.errors.AlreadyExists);
    write();
    assertEquals(read(), "old\nnew\n");
    write("w");
    assertEquals(read(), "new\n");
    Deno.removeSync(filename);
    write("x");
    assertEquals(read(), "new\n");
  });
});

Deno.test("FileHandler.setup() throws for a folder that is not there", () => {
  withFile(({ open, filename }) => {
    assertThrows(() => open({ filename: `${filename}/no/app.log` }));
  });
});

const FULL_DISK = { ignore: Deno.build.os !== "linux" };

Deno.test(
  "FileHandler throws when the disk is full, from flush() and from the line that needs it",
  FULL_DISK,
  () => {
    const handler = new FileHandler("DEBUG", { filename: "/dev/full", bufferSize: 10 });
    handler.setup();
    handler.log("12345");
    assertThrows(() => handler.flush(), Error, "No space left");
    assertThrows(() => handler.log("67890"), Error, "No space left");
    assertThrows(() => handler.handle(record("WARN", "0")), Error, "No space left");
    assertThrows(() => handler.destroy(), Error, "No space left");
  },
);

Deno.test("FileHandler lets a subclass catch what flush() throws and drop lines", FULL_DISK, () => {
  class Patient extends FileHandler {
    failed = 0;
    dropped = 0;

    override flush(): void {
      try {
        super.flush();
      } catch {
        this.failed++;
      }
    }

    override log(msg: string): void {
      try {
        super.log(msg);
      } catch {
        this.dropped++;
      }
    }
  }
  using handler = new Patient("DEBUG", { filename: "/dev/full", bufferSize: 20 });
  handler.setup();
  handler.handle(record("INFO", "kept"));
  handler.handle(record("INFO", "not kept, no room"));
  handler.handle(record("WARN", "kept"));
  assertEquals(handler.dropped, 1);
  assertEquals(handler.failed, 2);
});

Deno.test("FileHandler keeps the order of lines when a subclass holds them back: what finds no room throws", () => {
  class Held extends FileHandler {
    held = true;

    override flush(): void {
      if (!this.held) super.flush();
    }
  }
  withFile(({ filename, read }) => {
    using handler = new Held("DEBUG", { filename, bufferSize: 10 });
    handler.setup();
    handler.log("12345");
    assertThrows(() => handler.log("a line much too long"), RangeError, "is full");
    handler.held = false;
    handler.log("67890");
    handler.flush();
    assertEquals(read(), "12345\n67890\n");
  });
});

async function runScript(body: string): Promise<{ text: string; code: number }> {
  const folder = await Deno.makeTempDir();
  try {
    const script = `${folder}/script.ts`;
    const filename = `${folder}/app.log`;
    await Deno.writeTextFile(
      script,
      `import { FileHandler } from ${JSON.stringify(import.meta.resolve("./file_handler.ts"))};
       const handler = new FileHandler("DEBUG", { filename: ${JSON.stringify(filename)} });
       handler.setup();
       handler.log("last words");
       ${body}`,
    );
    const args = [
      "run",
      "--no-config",
      "--no-check",
      `--allow-read=${folder}`,
      `--allow-write=${folder}`,
      script,
    ];
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args,
      stdout: "piped",
      stderr: "piped",
    }).output();
    const text = await Deno.readTextFile(filename);
    assertStringIncludes(new TextDecoder().decode(stderr), code === 1 ? "crash" : "");
    return { text, code };
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

for (
  const [name, body, code] of [
    ["by itself", "", 0],
    ["by Deno.exit()", "Deno.exit(3);", 3],
    ["by an error nobody caught", 'setTimeout(() => { throw new Error("crash") });', 1],
    ["by a rejection nobody caught", 'Promise.reject(new Error("crash"));', 1],
  ] as const
) {
  Deno.test(`FileHandler writes what is gathered when the process ends ${name}`, async () => {
    assertEquals(await runScript(body), { text: "last words\n", code });
  });
}

Deno.test("FileHandler formats as it is told and is disposable", () => {
  withFile(({ open, read }) => {
    {
      using handler = open({ formatter: ({ levelName, msg }) => `${msg}!${levelName}` });
      handler.handle(record("DEBUG", "hey"));
    }
    assert(read() === "hey!DEBUG\n");
  });
});
