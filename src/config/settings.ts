import { DEFAULT_LIMITS } from "../protocol/limits.ts";
import * as read from "./readers.ts";
import type { Setting } from "./readers.ts";

/** Every setting: its name in the environment, its default, what it may be. README's table is made from this one. */
export const SETTINGS = {
  port: read.integer("PORT", 8000, { min: 0, max: 65535, about: "Port to listen on; 0 takes a free one." }),
  host: read.text("HOST", "0.0.0.0", {
    about: "Address to listen on; `127.0.0.1` is for this machine alone.",
  }),
  dataDir: read.text("DATA_DIR", "data", { about: "Folder of the database; made on the first run." }),
  logDir: read.text("LOG_DIR", "logs", {
    about: "Folder of the log files; `-` writes none (then they go to stdout).",
  }),
  logLevel: read.oneOf("LOG_LEVEL", "info", ["debug", "info", "warn", "error"], {
    about: "The least level that is logged.",
  }),
  logStdout: read.oneOf("LOG_STDOUT", "warn", ["off", "warn", "all"], {
    about: "What of the logs also goes to stdout: nothing, warnings and errors, all lines.",
  }),
  logMaxBytes: read.integer("LOG_MAX_BYTES", 10 * 1024 * 1024, {
    min: 1024,
    unit: "bytes",
    about: "Size at which a log file is rotated.",
  }),
  logFiles: read.integer("LOG_FILES", 5, { min: 1, max: 1000, about: "Rotated files kept of each log." }),
  publicUrl: read.url("PUBLIC_URL", "", {
    about:
      "Address that people type, such as `https://chat.example.org`, when it is not an IP address or `localhost`. With `https:` cookies are `Secure`, and browsers are told to come by HTTPS alone (for a year).",
  }),
  allowedOrigins: read.origins("ALLOWED_ORIGINS", [], {
    about: "Further origins whose pages may use this server, separated by commas.",
  }),
  trustedProxies: read.addresses("TRUSTED_PROXIES", [], {
    about:
      "Addresses of proxies whose `X-Forwarded-For` and `X-Forwarded-Proto` are believed, separated by commas; `loopback` means this machine.",
  }),
  access: read.oneOf("ACCESS", "page", ["page", "open", "accounts", "invited"], {
    about:
      "How people come in: as the owner sets it in the page (at first `open`), by a name alone, by an account with a password, or only with an invitation.",
  }),
  guests: read.flag("GUESTS", true, {
    about: "Whether a typed name is enough to come in; `off` is the same as `ACCESS=accounts`.",
  }),
  grace: read.integer("GRACE", 60, {
    min: 0,
    max: 86_400,
    unit: "seconds",
    about:
      "How long someone without a connection still counts as here: the name stays held, no leave is told; also over a restart.",
  }),
  sessionDays: read.integer("SESSION_DAYS", 30, {
    min: 1,
    max: 400,
    unit: "days",
    about: "How long an unused session lives.",
  }),
  sessionCheck: read.integer("SESSION_CHECK", 60, {
    min: 1,
    max: 3600,
    unit: "seconds",
    about: "How often expired sessions are removed and their connections closed.",
  }),
  linkPreviews: read.flag("LINK_PREVIEWS", false, {
    about:
      "Whether the server asks the pages that messages link to what they are; then it connects to the internet.",
  }),
  maxText: read.integer("MAX_TEXT", DEFAULT_LIMITS.text, {
    min: 1,
    max: 16_000,
    unit: "characters",
    about: "Length of a message.",
  }),
  maxFrame: read.integer("MAX_FRAME", DEFAULT_LIMITS.frame, {
    min: 1024,
    max: 1024 * 1024,
    unit: "bytes",
    about: "Size of a WebSocket frame or a request body from a client.",
  }),
  maxRooms: read.integer("MAX_ROOMS", DEFAULT_LIMITS.rooms, {
    min: 1,
    max: 200,
    about: "Rooms that one person may be in.",
  }),
  maxRoomsMade: read.integer("MAX_ROOMS_MADE", 100, {
    min: 0,
    max: 1_000_000,
    about: "Rooms that one person may make, ever.",
  }),
  maxRoomsTotal: read.integer("MAX_ROOMS_TOTAL", 2_000, {
    min: 1,
    max: 1_000_000,
    about: "Rooms in all; a list of thousands is slow to read for everyone.",
  }),
  maxPresence: read.integer("MAX_PRESENCE", DEFAULT_LIMITS.presence, {
    min: 0,
    max: 1_000_000,
    about:
      "People in a room up to which each one's coming and going is told; above it the room is told its count.",
  }),
  maxResume: read.integer("MAX_RESUME", DEFAULT_LIMITS.resume, {
    min: 1,
    max: 10_000,
    unit: "events",
    about:
      "Missed events of a room that are sent on return; beyond it the last page is sent and the rest named.",
  }),
  messageRate: read.integer("MESSAGE_RATE", DEFAULT_LIMITS.messages.rate, {
    min: 1,
    max: 1_000_000,
    unit: "per second",
    about: "Messages of one person in the long run.",
  }),
  messageBurst: read.integer("MESSAGE_BURST", DEFAULT_LIMITS.messages.burst, {
    min: 1,
    max: 1_000_000,
    about: "Messages of one person at once.",
  }),
  signInRate: read.integer("SIGN_IN_RATE", 1, {
    min: 1,
    max: 1_000_000,
    unit: "per second",
    about: "New people from one address in the long run; at once ten times as many, and at least 30.",
  }),
  maxWrongTokens: read.integer("MAX_WRONG_TOKENS", 30, {
    min: 1,
    max: 1_000_000,
    unit: "a minute",
    about: "Requests from one address with a token that no session has; right ones always pass.",
  }),
  requestRate: read.integer("REQUEST_RATE", 500, {
    min: 1,
    max: 1_000_000,
    unit: "per second",
    about: "HTTP requests from one address in the long run; at once twenty times as many.",
  }),
  maxConnections: read.integer("MAX_CONNECTIONS", 10_000, {
    min: 1,
    max: 1_000_000,
    about:
      "WebSocket connections in all; fewer where `ulimit -n` does not leave 100 open files besides, which the start tells.",
  }),
  maxConnectionsPerUser: read.integer("MAX_CONNECTIONS_PER_USER", 20, {
    min: 1,
    max: 1_000_000,
    about: "WebSocket connections of one person.",
  }),
  maxConnectionsPerAddress: read.integer("MAX_CONNECTIONS_PER_ADDRESS", 200, {
    min: 1,
    max: 1_000_000,
    about: "WebSocket connections from one address.",
  }),
  slowReaderBytes: read.integer("SLOW_READER_BYTES", 256 * 1024, {
    min: 1024,
    unit: "bytes",
    about: "Unread bytes above which a connection gets nothing more, and is closed if it does not catch up.",
  }),
  slowReaderGrace: read.integer("SLOW_READER_GRACE", 10, {
    min: 1,
    max: 300,
    unit: "seconds",
    about: "How long a slow reader may take to catch up.",
  }),
  bodyTimeout: read.integer("BODY_TIMEOUT", 10, {
    min: 1,
    max: 300,
    unit: "seconds",
    about: "How long the body of a request may take to come in.",
  }),
  stopGrace: read.integer("STOP_GRACE", 10, {
    min: 1,
    max: 300,
    unit: "seconds",
    about: "How long a stop may take before the process ends regardless.",
  }),
} as const satisfies Record<string, Setting<unknown>>;
