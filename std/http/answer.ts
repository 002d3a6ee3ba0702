import { STATUS_TEXT, type StatusCode } from "./status.ts";

/** A response that says its status in words. */
export function answer(status: StatusCode, headers?: HeadersInit): Response {
  return new Response(STATUS_TEXT[status], { status, statusText: STATUS_TEXT[status], headers });
}
