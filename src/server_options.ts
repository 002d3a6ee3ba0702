import { fileURLToPath as fromFileUrl } from "node:url";
import type { ChatOptions } from "./chat/options.ts";
import type { Config } from "./config/config.ts";
import type { HttpOptions } from "./http/context.ts";
import type { LogOptions } from "./log/setup.ts";
import { DEFAULT_LIMITS } from "./protocol/limits.ts";
import type { RealtimeOptions } from "./realtime/realtime.ts";

const STATIC = fromFileUrl(new URL("../static", import.meta.url));

/** What each part is told of the settings, in its own words and units. */

export function toLogOptions(config: Config): LogOptions {
  return {
    dir: config.logDir,
    level: config.logLevel,
    stdout: config.logStdout,
    maxBytes: config.logMaxBytes,
    files: config.logFiles,
  };
}

export function toChatOptions(config: Config): ChatOptions {
  return {
    limits: {
      ...DEFAULT_LIMITS,
      text: config.maxText,
      frame: config.maxFrame,
      rooms: config.maxRooms,
      presence: config.maxPresence,
      resume: config.maxResume,
      messages: { rate: config.messageRate, burst: config.messageBurst },
    },
    maxRooms: { total: config.maxRoomsTotal, made: config.maxRoomsMade },
    access: config.access !== "page" ? config.access : config.guests ? undefined : "accounts",
    grace: config.grace * 1000,
    sessionLife: config.sessionDays * 86_400_000,
    signIns: { rate: config.signInRate, burst: Math.max(30, 10 * config.signInRate) },
  };
}

export function toRealtimeOptions(config: Config, build: string): RealtimeOptions {
  return {
    build,
    maxConnections: config.maxConnections,
    maxConnectionsPerUser: config.maxConnectionsPerUser,
    maxConnectionsPerAddress: config.maxConnectionsPerAddress,
    slowReader: { bytes: config.slowReaderBytes, grace: config.slowReaderGrace * 1000 },
  };
}

export function toHttpOptions(config: Config, staticDir = STATIC): HttpOptions {
  return {
    publicUrl: config.publicUrl,
    allowedOrigins: config.allowedOrigins,
    trustedProxies: config.trustedProxies,
    maxBody: config.maxFrame,
    bodyTimeout: config.bodyTimeout * 1000,
    requests: { rate: config.requestRate, burst: 20 * config.requestRate },
    sessionSeconds: config.sessionDays * 86_400,
    staticDir,
  };
}
