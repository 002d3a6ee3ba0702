import type { Account, Invitation, SessionSummary, User } from "../protocol/models.ts";
import { call, type SignedIn } from "./api.ts";

/** The part of the server's HTTP interface about oneself and who may come in; each call throws ApiError. */

/** Somebody who comes with an account from the beginning. */
export interface SignUp {
  username: string;
  password: string;
  invitation?: string;
  /** Token of an owner link. */
  owner?: string;
}

/** A link by which the person signs in on another device. */
export interface Transfer {
  address: string;
  /** The same as an SVG picture. */
  qr: string;
  expiresAt: string;
}

export function signUp(draft: SignUp): Promise<SignedIn> {
  return call("POST", "/api/account", draft);
}

/** Makes an account of the guest who is signed in. */
export function keepName(password: string): Promise<{ account: Account }> {
  return call("POST", "/api/account", { password });
}

export function changePassword(password: string, newPassword: string): Promise<void> {
  return call("PUT", "/api/account/password", { password, newPassword });
}

/** By a reset link; signs in by it. */
export function resetPassword(token: string, password: string): Promise<SignedIn> {
  return call("POST", "/api/account/reset", { token, password });
}

export function changeStatus(status: string): Promise<{ user: User }> {
  return call("PUT", "/api/account/status", { status });
}

export function becomeOwner(token: string): Promise<{ account: Account }> {
  return call("POST", "/api/account/owner", { token });
}

export async function listSessions(): Promise<SessionSummary[]> {
  return (await call<{ sessions: SessionSummary[] }>("GET", "/api/sessions")).sessions;
}

export function endSession(id: string): Promise<void> {
  return call("DELETE", `/api/sessions/${encodeURIComponent(id)}`);
}

export function makeTransfer(): Promise<Transfer> {
  return call("POST", "/api/transfers", {});
}

export function signInByTransfer(transfer: string): Promise<SignedIn> {
  return call("POST", "/api/session", { transfer });
}

export async function listInvitations(): Promise<Invitation[]> {
  return (await call<{ invitations: Invitation[] }>("GET", "/api/invitations")).invitations;
}

export function makeInvitation(
  uses: number,
  days: number,
): Promise<{ invitation: Invitation; token: string }> {
  return call("POST", "/api/invitations", { uses, days });
}

export function endInvitation(id: string): Promise<void> {
  return call("DELETE", `/api/invitations/${encodeURIComponent(id)}`);
}
