import type { AccessMode, Account, JoinedRoom, ListedRoom, User } from "../protocol/models.ts";
import type { Limits } from "../protocol/limits.ts";
import type { ErrorBody } from "../protocol/errors.ts";
import { refusal, t } from "./strings/t.ts";

/** A refusal by the server's HTTP interface; `code` is `network` where no answer came. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly code: string;
  readonly suggestion: string | undefined;
  /** Seconds. */
  readonly retryAfter: number | undefined;

  constructor(code: string, message: string, details: { suggestion?: string; retryAfter?: number } = {}) {
    super(refusal(code, message));
    this.code = code;
    this.suggestion = details.suggestion;
    this.retryAfter = details.retryAfter;
  }
}

/** Somebody who is in. */
export interface SignedIn {
  user: User;
  account?: Account;
  limits: Limits;
}

/** What somebody shows who comes in: a password, or an invitation. */
export interface Credentials {
  password?: string;
  invitation?: string;
}

/** The server's HTTP interface; each call throws ApiError. */
export interface Api {
  /** `user` is null for a browser that has no session. */
  getSession(): Promise<SignedIn | { user: null; limits: Limits; access?: AccessMode }>;
  /** Signs in; with a session already, renames its person. */
  postSession(username: string, credentials?: Credentials): Promise<SignedIn>;
  deleteSession(): Promise<void>;
  /** Some rooms of the directory; `more` where there are others that fit. */
  getRooms(words: string, archived: boolean): Promise<{ rooms: ListedRoom[]; more?: boolean }>;
  postRoom(draft: RoomDraft): Promise<{ room: JoinedRoom }>;
}

export interface RoomDraft {
  name: string;
  topic: string;
  visibility: "public" | "private";
}

const LISTED = 100;
const TIMEOUT = 10_000;

export const httpApi: Api = {
  getSession: () => call("GET", "/api/session"),
  postSession: (username, credentials) => call("POST", "/api/session", { username, ...credentials }),
  deleteSession: () => call("DELETE", "/api/session"),
  getRooms: (words, archived) =>
    call("GET", `/api/rooms?q=${encodeURIComponent(words)}&limit=${LISTED}${archived ? "&archived=1" : ""}`),
  postRoom: (draft) => call("POST", "/api/rooms", draft),
};

/**
 * Asks the server's HTTP interface.
 * @throws ApiError
 */
export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  const headers = body === undefined ? undefined : { "content-type": "application/json" };
  let response: Response;
  let text: string;
  try {
    response = await fetch(path, {
      method,
      headers,
      body: body === undefined ? undefined : JSON.stringify(body),
      cache: "no-store",
      signal: AbortSignal.timeout(TIMEOUT),
    });
    text = await response.text();
  } catch {
    throw new ApiError("network", t("The server cannot be reached"));
  }
  const answer = parse(text);
  if (response.ok) return answer as T;
  const {
    code = "internal",
    message = t("The server answered {status}", { status: response.status }),
    suggestion,
    retryAfter,
  } = (answer as Partial<ErrorBody> | undefined)?.error ?? {};
  const wait = retryAfter ?? (Number(response.headers.get("retry-after")) || undefined);
  throw new ApiError(code, message, { suggestion, retryAfter: wait });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
