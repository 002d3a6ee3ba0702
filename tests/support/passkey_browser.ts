import { assertEquals } from "@std/assert";
import type { Account, Passkey } from "../../src/protocol/models.ts";
import { Access, type CallOptions } from "./access.ts";
import type { SignedIn } from "./accounts.ts";
import { SoftAuthenticator } from "./authenticator.ts";
import { type TestServer, withServer } from "./server.ts";

/** The answer to a new passkey. */
export interface Added {
  passkey: Passkey;
  account: Account;
}

/** A browser at localhost, the name that passkeys need; it keeps the ticket of its challenges. */
export class Browser extends Access {
  ticket = "";

  constructor(server: TestServer) {
    super(`http://localhost:${new URL(server.url).port}`);
  }

  ask<T = Record<string, unknown>>(request: string, { token, json, headers = {} }: CallOptions = {}) {
    const cookies = [this.ticket, token === undefined ? "" : `parley_session=${token}`].filter(Boolean).join(
      "; ",
    );
    const sent = { Origin: this.url, ...cookies !== "" && { Cookie: cookies }, ...headers };
    return this.call<T>(request, { json, headers: sent });
  }

  /** Has a passkey made, and gives the server's answer to it. */
  async add(
    token: string,
    key: SoftAuthenticator,
    { password, name }: { password?: string; name?: string } = {},
  ) {
    const asked = await this.ask("POST /api/passkeys/options", { token, json: { password } });
    const passkey = key.create(asked.body.options);
    return await this.ask<Added>("POST /api/passkeys", { token, json: { passkey, name } });
  }

  async options(): Promise<unknown> {
    const { status, headers, body } = await this.ask("POST /api/passkeys/sign-in-options");
    assertEquals(status, 200);
    this.#keepTicket(headers);
    return body.options;
  }

  /** Asks for what makes the passkey of somebody new. */
  async signUpOptions(json: Record<string, unknown>) {
    const answer = await this.ask("POST /api/passkeys/sign-up-options", { json });
    if (answer.status === 200) this.#keepTicket(answer.headers);
    return answer;
  }

  /** Comes for the first time, with this key and no password. */
  async signUpBy(
    key: SoftAuthenticator,
    { username, ...pass }: { username: string } & Record<string, unknown>,
  ) {
    const asked = await this.signUpOptions({ username, ...pass });
    if (asked.status !== 200) return { ...asked, token: undefined };
    const passkey = key.create(asked.body.options);
    const answer = await this.ask("POST /api/account", { json: { passkey, ...pass } });
    return { ...answer, token: tokenOf(answer.headers) };
  }

  show(passkey: unknown) {
    return this.ask<SignedIn>("POST /api/session", { json: { passkey } });
  }

  async signInBy(
    key: SoftAuthenticator,
  ): Promise<{ status: number; body: SignedIn; token: string | undefined }> {
    const { status, headers, body } = await this.show(key.get(await this.options()));
    return { status, body, token: tokenOf(headers) };
  }

  #keepTicket(headers: Headers): void {
    this.ticket = /parley_passkey=[\w-]{22}(?=;)/.exec(headers.get("Set-Cookie")!)![0];
  }
}

function tokenOf(headers: Headers): string | undefined {
  return headers.getSetCookie().join().match(/parley_session=([\w-]{22})/)?.[1];
}

/** A server, a browser at it, and a key. */
export function withBrowser(
  use: (parts: { server: TestServer; browser: Browser; key: SoftAuthenticator }) => Promise<void>,
  settings: Record<string, string> = {},
): Promise<void> {
  return withServer(settings, async (server) => {
    const browser = new Browser(server);
    await use({ server, browser, key: new SoftAuthenticator({ origin: browser.url }) });
  });
}
