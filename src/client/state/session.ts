import { type ReadonlySignal, signal } from "@preact/signals";
import type { Limits } from "../../protocol/limits.ts";
import type { AccessMode, Account, User } from "../../protocol/models.ts";
import { type Api, ApiError, type Credentials, httpApi, type SignedIn } from "../api.ts";
import { type Refusal, RETRY_DELAYS } from "../socket.ts";
import { t } from "../strings/t.ts";
import { type Clock, systemClock } from "./clock.ts";
import { type People, people } from "./people.ts";

export type SessionState =
  | { status: "loading" }
  | { status: "signed_out"; notice?: string; access?: AccessMode }
  | { status: "signed_in" } & SignedIn;

const ENDED = () => t("Your session has ended: sign in again");
const TAKEN = () => t("Your name went to someone else while you were away: choose another, and you are back");

/** Who is behind this page. */
export class Session {
  readonly state = signal<SessionState>({ status: "loading" });
  /** What else goes when the person signs out. */
  onSignOut: () => void = () => {};
  readonly #api: Api;
  readonly #people: People;
  readonly #clock: Clock;
  #notice = ENDED;

  constructor(options: { api: Api; people: People; clock: Clock }) {
    this.#api = options.api;
    this.#people = options.people;
    this.#clock = options.clock;
  }

  get user(): User | undefined {
    const state = this.state.peek();
    return state.status === "signed_in" ? state.user : undefined;
  }

  /** Finds out who is signed in, and asks again until there is an answer. */
  async load(attempt = 0): Promise<void> {
    try {
      const answer = await this.#api.getSession();
      if (answer.user !== null) return this.enter(answer);
      const { access } = answer;
      this.state.value = { status: "signed_out", ...access !== undefined && { access } };
    } catch (error) {
      if (needsSignIn(error)) {
        this.state.value = { status: "signed_out", notice: noticeOf(error) };
        return;
      }
      const row = RETRY_DELAYS[Math.min(attempt, RETRY_DELAYS.length - 1)]!;
      const told = error instanceof ApiError ? error.retryAfter ?? 0 : 0;
      this.#clock.after(told * 1_000 + this.#clock.random() * row, () => this.load(attempt + 1));
    }
  }

  /** Who was here last, as this browser kept it: so until the server says otherwise. */
  assume(user: User, limits: Limits): void {
    if (this.state.peek().status === "loading") this.enter({ user, limits });
  }

  async signIn(username: string, credentials?: Credentials): Promise<void> {
    this.enter(await this.#api.postSession(username, credentials));
  }

  async signOut(): Promise<void> {
    await this.#api.deleteSession();
    this.leave();
  }

  /** The person has signed out, here or in another tab. */
  leave(): void {
    this.onSignOut();
    this.state.value = { status: "signed_out" };
  }

  async rename(username: string): Promise<void> {
    const { user } = await this.#api.postSession(username);
    this.meet(user);
  }

  /** The server does not know the session any more; what was typed stays. */
  end(notice = this.#notice()): void {
    this.state.value = { status: "signed_out", notice };
    this.#notice = ENDED;
  }

  /** The server said who we are, now. */
  meet(user: User, { limits, account }: { limits?: Limits; account?: Account } = {}): void {
    const state = this.state.peek();
    if (state.status !== "signed_in") return;
    this.enter({ user, limits: limits ?? state.limits, account: account ?? state.account });
    // Another tab signed in as someone else: what their account is, is not known yet.
    if (user.id !== state.user.id) this.load();
  }

  /** Why the socket could not connect. */
  async whyRefused(): Promise<Refusal> {
    try {
      const { user } = await this.#api.getSession();
      if (user === null) return { next: "sign_in" };
    } catch (error) {
      if (needsSignIn(error)) {
        const notice = noticeOf(error);
        if (notice !== undefined) this.#notice = () => notice;
        return { next: "sign_in" };
      }
      if (error instanceof ApiError) return { next: "come_back", retryAfter: error.retryAfter };
    }
    return { next: "come_back" };
  }

  /** Somebody is in, however they came. */
  enter({ user, account, limits }: SignedIn): void {
    this.#people.learn(user);
    this.state.value = { status: "signed_in", user, limits, ...account !== undefined && { account } };
  }
}

function needsSignIn(error: unknown): error is ApiError {
  return error instanceof ApiError && ["username_taken", "unauthenticated", "banned"].includes(error.code);
}

/** What is said of it where one signs in. */
function noticeOf({ code, message }: ApiError): string | undefined {
  if (code === "username_taken") return TAKEN();
  return code === "banned" ? message : undefined;
}

export const pageSession = new Session({ api: httpApi, people, clock: systemClock });
export const session: ReadonlySignal<SessionState> = pageSession.state;

/** @throws ApiError, with a `suggestion` where the name is taken */
export function signIn(username: string, credentials?: Credentials): Promise<void> {
  return pageSession.signIn(username, credentials);
}

/** Somebody came in by another way than their name. */
export function enter(answer: SignedIn): void {
  pageSession.enter(answer);
}

/** Also forgets what this browser keeps of the person. */
export function signOut(): Promise<void> {
  return pageSession.signOut();
}

/** The same person by another name. */
export function rename(username: string): Promise<void> {
  return pageSession.rename(username);
}
