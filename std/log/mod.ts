/** Logging to the console and to files: the interface of `@std/log`. */
// The order matters, as in the published package: from here `LogRecord` is a type, its class comes from `@std/log/logger`.
export * from "./base_handler.ts";
export * from "./levels.ts";
export * from "./logger.ts";

export * from "./console_handler.ts";
export * from "./critical.ts";
export * from "./debug.ts";
export * from "./error.ts";
export * from "./file_handler.ts";
export * from "./formatters.ts";
export * from "./get_logger.ts";
export * from "./info.ts";
export * from "./rotating_file_handler.ts";
export * from "./setup.ts";
export * from "./warn.ts";
