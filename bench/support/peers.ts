import { START_ENV } from "../../tools/start_env.ts";
import type { DialectName } from "../load/dialects.ts";
import type { Tools } from "./tools.ts";

/** A server that is measured. */
export interface Peer {
  name: string;
  title: string;
  dialect: DialectName;
  /** Deliveries a second to begin the search at, by receivers; what is found does not depend on it. */
  guess(receivers: number): number;
  /** Its command line; undefined where this machine cannot run it. */
  command(tools: Tools): string[] | undefined;
  /** Set for its process. */
  env?: Readonly<Record<string, string>>;
  /** Why it may be left out. */
  needs: string;
  /** Measured only where it is named by `--only`. */
  extra?: true;
}

const HERE = new URL("../peers/", import.meta.url).pathname;
const DENO = [Deno.execPath(), "run", "--quiet", "--no-lock", "--allow-net"];

/** Parley, and those that do the same work without storing anything. */
export const PEERS: readonly Peer[] = [
  {
    name: "parley",
    title: "**Parley** (stores each message, `FULL`)",
    dialect: "parley",
    guess: () => 1_000_000,
    command: () => [
      Deno.execPath(),
      "run",
      "--quiet",
      "--no-prompt",
      "--v8-flags=--max-semi-space-size=8",
      "--allow-env",
      "--allow-net",
      "--allow-read",
      "--allow-write",
      "--allow-sys=networkInterfaces",
      new URL("../../main.ts", import.meta.url).pathname,
    ],
    env: START_ENV,
    needs: "",
  },
  {
    name: "bun",
    title: "Bun, native publish",
    dialect: "plain",
    guess: () => 2_000_000,
    command: ({ bun }) => bun === undefined ? undefined : [bun, "run", `${HERE}bun.js`],
    needs: "npm's package bun",
  },
  {
    name: "deno_turn",
    title: "bare Deno, one frame a turn",
    dialect: "plain",
    guess: () => 2_000_000,
    command: () => [...DENO, `${HERE}deno_turn.ts`],
    needs: "",
    extra: true,
  },
  {
    name: "deno_workers",
    title: "bare Deno, one frame a turn, two threads on all cores",
    dialect: "plain",
    guess: () => 1_000_000,
    // Inside taskset, which the bench puts before every server.
    command:
      () => ["taskset", "-c", "0,1", ...DENO, "--allow-read", "--unstable-net", `${HERE}deno_workers.ts`],
    needs: "",
    extra: true,
  },
  {
    name: "deno_turn_free",
    title: "bare Deno, one frame a turn, on any core",
    dialect: "plain",
    guess: () => 1_000_000,
    command: () => ["taskset", "-c", "0,1", ...DENO, `${HERE}deno_turn.ts`],
    needs: "",
    extra: true,
  },
  {
    name: "deno_plain",
    title: "bare `Deno.serve`, a send() a receiver",
    dialect: "plain",
    guess: () => 80_000,
    command: () => [...DENO, `${HERE}deno_plain.ts`],
    needs: "",
  },
  {
    name: "ws",
    title: "Node `ws`",
    dialect: "plain",
    guess: () => 70_000,
    command: ({ node, packages }) => node === undefined || !packages ? undefined : [node, `${HERE}ws.mjs`],
    needs: "node and npm's package ws",
  },
  {
    name: "socketio",
    title: "Socket.IO",
    dialect: "socketio",
    guess: () => 50_000,
    command: ({ node, packages }) =>
      node === undefined || !packages ? undefined : [node, `${HERE}socketio.mjs`],
    needs: "node and npm's package socket.io",
  },
  {
    name: "fastapi",
    title: "FastAPI on uvicorn and uvloop",
    dialect: "plain",
    guess: () => 50_000,
    command: ({ python }) => python === undefined ? undefined : [python, `${HERE}fastapi_server.py`],
    needs: "Debian's python3-fastapi, uvicorn, python3-websockets, python3-uvloop",
  },
];
