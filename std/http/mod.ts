/** Helpers for HTTP servers: the part of `@std/http` that this project uses. */
export * from "./cookie.ts";
export * from "./etag.ts";
export * from "./file_server.ts";
export * from "./status.ts";
