/** One table of error codes for the socket and for HTTP: status, whether waiting helps, the default message. */
export const ERRORS = {
  bad_json: { status: 400, temporary: false, message: "This is not valid JSON" },
  bad_message: { status: 400, temporary: false, message: "A command is an object with 'type' and 'id'" },
  unknown_type: { status: 400, temporary: false, message: "There is no command of this type" },
  bad_id: { status: 400, temporary: false, message: "'id' must be a string of 1 to 64 characters" },
  bad_room: { status: 400, temporary: false, message: "'room' must be the id of a room" },
  bad_text: { status: 400, temporary: false, message: "This text cannot be posted" },
  bad_emoji: { status: 400, temporary: false, message: "A reaction is one emoji" },
  bad_range: { status: 400, temporary: false, message: "A position must be a whole number, 0 or more" },
  bad_query: { status: 400, temporary: false, message: "This search cannot be understood" },
  bad_request: { status: 400, temporary: false, message: "This request cannot be understood" },
  id_reused: { status: 409, temporary: false, message: "This id was already used for another message" },
  invalid_username: { status: 400, temporary: false, message: "This name cannot be used" },
  username_taken: { status: 409, temporary: false, message: "This name is taken" },
  invalid_room: { status: 400, temporary: false, message: "This room name cannot be used" },
  room_exists: { status: 409, temporary: false, message: "There is a room of this name" },
  unauthenticated: { status: 401, temporary: false, message: "Sign in first" },
  forbidden: { status: 403, temporary: false, message: "There is no such room, or you are not in it" },
  unknown_message: {
    status: 404,
    temporary: false,
    message: "There is no such message, or it was deleted",
  },
  room_archived: { status: 409, temporary: false, message: "This room is archived: it is for reading only" },
  unknown_person: {
    status: 404,
    temporary: false,
    message: "There is no such person, or you have no room in common",
  },
  last_owner: {
    status: 409,
    temporary: false,
    message: "A room needs an owner: make someone else one first",
  },
  forbidden_origin: { status: 403, temporary: false, message: "Requests from this origin are refused" },
  banned: { status: 403, temporary: false, message: "You are banned from here" },
  muted: { status: 403, temporary: false, message: "You may read here, and not write" },
  slow_mode: { status: 429, temporary: true, message: "Slow mode: wait before your next message" },
  guests_closed: {
    status: 403,
    temporary: false,
    message: "This server takes no guests: choose a password too",
  },
  invitation_required: {
    status: 403,
    temporary: false,
    message: "This server is for those who were invited: ask for a link",
  },
  invitation_ended: {
    status: 403,
    temporary: false,
    message: "This invitation has ended: ask for a new one",
  },
  wrong_password: { status: 403, temporary: false, message: "This name and password do not go together" },
  weak_password: { status: 400, temporary: false, message: "This password cannot be used" },
  account_exists: {
    status: 409,
    temporary: false,
    message: "There is a password already: change it instead",
  },
  no_passkeys: {
    status: 400,
    temporary: false,
    message: "There are no passkeys here: use HTTPS and a host's name",
  },
  passkey_refused: { status: 403, temporary: false, message: "This passkey was not accepted" },
  last_credential: {
    status: 409,
    temporary: false,
    message: "You would have no way to sign in: set a password first",
  },
  setting_fixed: { status: 409, temporary: false, message: "This was set where the server was started" },
  link_ended: { status: 410, temporary: false, message: "This link was used already, or has run out" },
  not_found: { status: 404, temporary: false, message: "There is nothing here" },
  method_not_allowed: { status: 405, temporary: false, message: "This method is not allowed here" },
  too_slow: { status: 408, temporary: true, message: "The body of the request did not come in time" },
  payload_too_large: { status: 413, temporary: false, message: "This is too large" },
  unsupported_media_type: {
    status: 415,
    temporary: false,
    message: "Send JSON: 'content-type: application/json'",
  },
  misdirected_host: { status: 421, temporary: false, message: "This server does not answer for this host" },
  upgrade_required: { status: 426, temporary: false, message: "This address speaks WebSocket only" },
  rate_limited: { status: 429, temporary: true, message: "Too fast: wait a moment" },
  too_many: { status: 429, temporary: true, message: "Too many connections" },
  limit_reached: { status: 409, temporary: false, message: "There is no room for more" },
  internal: { status: 500, temporary: true, message: "Something went wrong here; it has been logged" },
  search_too_slow: {
    status: 503,
    temporary: true,
    message: "This search takes too long: add a word, a room or a date",
  },
  storage_full: { status: 503, temporary: true, message: "The server cannot store more at the moment" },
  unavailable: { status: 503, temporary: true, message: "The server is not ready: try again in a moment" },
} as const satisfies Record<string, { status: number; temporary: boolean; message: string }>;

export type ErrorCode = keyof typeof ERRORS;

/** The body of every HTTP error. */
export interface ErrorBody {
  error: { code: ErrorCode; message: string; retryAfter?: number; suggestion?: string; until?: string };
}

/** A refusal that the asker is told; anything else that is thrown becomes `internal`. */
export class ProtocolError extends Error {
  override readonly name = "ProtocolError";
  readonly code: ErrorCode;
  /** Seconds to wait, where waiting helps. */
  readonly retryAfter: number | undefined;
  /** What to use instead, where there is something. */
  readonly suggestion: string | undefined;
  /** When what refuses it ends (ISO 8601, UTC), where it does by itself. */
  readonly until: string | undefined;
  /** The id of the command that is refused, where it could be read. */
  readonly commandId: string | undefined;
  /** Which limit was reached, for the figures; the asker is not told. */
  readonly limit: string | undefined;

  constructor(code: ErrorCode, message?: string, details: ErrorDetails = {}) {
    super(message ?? ERRORS[code].message);
    this.code = code;
    this.retryAfter = details.retryAfter;
    this.suggestion = details.suggestion;
    this.until = details.until;
    this.commandId = details.commandId;
    this.limit = details.limit;
  }
}

export interface ErrorDetails {
  retryAfter?: number;
  suggestion?: string;
  until?: string | undefined;
  commandId?: string;
  limit?: string;
}
