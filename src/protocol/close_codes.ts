/** Why a connection ends, and what its client does next: come back, come back after signing in again, or stay away. */
export const CLOSE_CODES = {
  1000: { reason: "done", next: "stay_away" },
  1001: { reason: "going away", next: "come_back" },
  1003: { reason: "text frames only", next: "stay_away" },
  1006: { reason: "connection lost", next: "come_back" },
  1008: { reason: "policy", next: "stay_away" },
  1009: { reason: "frame too large", next: "stay_away" },
  1011: { reason: "server error", next: "come_back" },
  1012: { reason: "restart", next: "come_back" },
  4001: { reason: "sign in again", next: "sign_in" },
  4003: { reason: "forbidden", next: "stay_away" },
  4008: { reason: "too slow, resume", next: "come_back" },
  4009: { reason: "replaced by a newer connection", next: "stay_away" },
  4029: { reason: "too many", next: "come_back_later" },
} as const satisfies Record<number, { reason: string; next: CloseAction }>;

export type CloseAction = "come_back" | "come_back_later" | "sign_in" | "stay_away";
export type CloseCode = keyof typeof CLOSE_CODES;

/** What a client does after a close with `code`; for codes that the table does not have: come back. */
export function actionAfterClose(code: number): CloseAction {
  return Object.hasOwn(CLOSE_CODES, code) ? CLOSE_CODES[code as CloseCode].next : "come_back";
}
