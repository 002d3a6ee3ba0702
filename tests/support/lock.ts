import type { CDPSession } from "playwright-core";
import type { Person } from "./person.ts";

/** The lock of a device, as Chromium plays it: it answers by itself, and says that it was its owner. */
export class Lock {
  readonly #cdp: CDPSession;
  readonly #id: string;

  private constructor(cdp: CDPSession, id: string) {
    this.#cdp = cdp;
    this.#id = id;
  }

  static async of(person: Person): Promise<Lock> {
    const cdp = await person.context.newCDPSession(person.page);
    await cdp.send("WebAuthn.enable");
    const { authenticatorId } = await cdp.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    return new Lock(cdp, authenticatorId);
  }

  /** Whether the right finger is on it. */
  async knows(isUserVerified: boolean): Promise<void> {
    await this.#cdp.send("WebAuthn.setUserVerified", { authenticatorId: this.#id, isUserVerified });
  }

  async keys(): Promise<number> {
    const { credentials } = await this.#cdp.send("WebAuthn.getCredentials", { authenticatorId: this.#id });
    return credentials.length;
  }

  /** Takes the keys of another one, as a service that keeps them for their owner does. */
  async takeFrom(other: Lock): Promise<void> {
    const { credentials } = await other.#cdp.send("WebAuthn.getCredentials", { authenticatorId: other.#id });
    for (const credential of credentials) {
      await this.#cdp.send("WebAuthn.addCredential", { authenticatorId: this.#id, credential });
    }
  }
}

/** Where passkeys are known: the same server by its name. */
export function atLocalhost(person: Person): string {
  return person.path.url.replace("127.0.0.1", "localhost");
}

/** Opens the page there, on a device that has a lock. */
export async function openWithLock(person: Person): Promise<Lock> {
  const lock = await Lock.of(person);
  await person.page.goto(atLocalhost(person));
  return lock;
}

/** Signs in on the first page, where that is not done already. */
export async function signInByPasskey(person: Person): Promise<void> {
  await person.page.getByRole("button", { name: "I have an account" }).click();
  // Chromium's authenticator may have answered what waits for the name's field by itself.
  await person.page.getByRole("button", { name: "Sign in with a passkey" }).click({ timeout: 2_000 }).catch(
    () => {},
  );
  await person.isIn();
}
