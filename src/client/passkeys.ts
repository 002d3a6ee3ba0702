import type { Account, Passkey } from "../protocol/models.ts";
import { ApiError, call, type SignedIn } from "./api.ts";
import { t } from "./strings/t.ts";

/** Passkeys: what the browser makes and signs, and what the server says to it. Each call throws ApiError. */

/** Whether this browser knows passkeys, and lets this page have them: over HTTPS or at localhost, not at an IP address. */
export function passkeysWork(): boolean {
  const isAddress = /^[\d.]+$|:/.test(location.hostname);
  return isSecureContext && !isAddress && "PublicKeyCredential" in globalThis &&
    "parseCreationOptionsFromJSON" in PublicKeyCredential;
}

/** Whether the browser offers passkeys where a name is typed. */
export async function passkeysFillIn(): Promise<boolean> {
  return passkeysWork() && await PublicKeyCredential.isConditionalMediationAvailable?.() === true;
}

/**
 * Makes a passkey for the person who is signed in; a guest has an account by it.
 * @param password theirs, where they have one
 */
export async function addPasskey(password?: string): Promise<{ passkey: Passkey; account: Account }> {
  const { options } = await call<{ options: PublicKeyCredentialCreationOptionsJSON }>(
    "POST",
    "/api/passkeys/options",
    { password },
  );
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const passkey = await ask(navigator.credentials.create({ publicKey }));
  return await call("POST", "/api/passkeys", { passkey });
}

/**
 * Has the person pick a passkey; gives what the browser signed with it.
 * @param fillIn whether it waits until they pick one where they type their name
 * @param signal takes the question back; then it is refused as `stopped`
 */
export async function pickPasskey(
  { fillIn = false, signal }: { fillIn?: boolean; signal: AbortSignal },
): Promise<unknown> {
  const { options } = await call<{ options: PublicKeyCredentialRequestOptionsJSON }>(
    "POST",
    "/api/passkeys/sign-in-options",
  );
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(options);
  const mediation = fillIn ? "conditional" : "optional";
  return await ask(navigator.credentials.get({ publicKey, mediation, signal }), signal);
}

/** Signs in by a passkey that was picked. */
export function signInByPasskey(passkey: unknown): Promise<SignedIn> {
  return call("POST", "/api/session", { passkey });
}

/** Somebody who comes with an account and no password. */
export interface PasskeyNewcomer {
  username: string;
  invitation?: string | undefined;
  /** Token of an owner link. */
  owner?: string | undefined;
}

/** Makes an account by a passkey that is made for it, and signs in. */
export async function signUpByPasskey({ username, ...pass }: PasskeyNewcomer): Promise<SignedIn> {
  const { options } = await call<{ options: PublicKeyCredentialCreationOptionsJSON }>(
    "POST",
    "/api/passkeys/sign-up-options",
    { username, ...pass },
  );
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(options);
  const passkey = await ask(navigator.credentials.create({ publicKey })) as { id: string };
  try {
    return await call("POST", "/api/account", { passkey, ...pass });
  } catch (error) {
    forget(options.rp.id, passkey.id);
    throw error;
  }
}

/** Tells who keeps the keys that one opens nothing, where the browser can; it is not offered then. */
function forget(rpId: string | undefined, credentialId: string): void {
  const { signalUnknownCredential } = PublicKeyCredential as {
    signalUnknownCredential?: (unknown: { rpId: string; credentialId: string }) => Promise<void>;
  };
  signalUnknownCredential?.call(PublicKeyCredential, { rpId: rpId ?? location.hostname, credentialId }).catch(
    () => {},
  );
}

export async function listPasskeys(): Promise<Passkey[]> {
  return (await call<{ passkeys: Passkey[] }>("GET", "/api/passkeys")).passkeys;
}

export function renamePasskey(id: string, name: string): Promise<void> {
  return call("PATCH", `/api/passkeys/${id}`, { name });
}

export function removePasskey(id: string): Promise<void> {
  return call("DELETE", `/api/passkeys/${id}`);
}

async function ask(question: Promise<Credential | null>, signal?: AbortSignal): Promise<unknown> {
  try {
    const answer = await question as PublicKeyCredential;
    // It may have been taken back in the moment in which it was answered.
    signal?.throwIfAborted();
    return answer.toJSON();
  } catch (error) {
    throw signal?.aborted === true ? new ApiError("stopped", "") : explain(error);
  }
}

function explain(error: unknown): ApiError {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "InvalidStateError") {
    return new ApiError("passkey", t("There is a passkey of yours on this device already"));
  }
  // Browsers do not say which: put away, timed out, or nothing there that would do.
  if (name === "NotAllowedError") return new ApiError("passkey", t("No passkey was used. Try again"));
  return new ApiError("passkey", t("Passkeys do not work here: {reason}", { reason: String(error) }));
}
