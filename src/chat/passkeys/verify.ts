import type { PasskeyRecord } from "../../store/people_records.ts";
import type { PasskeyAnswer } from "./answer.ts";
import type { PasskeySite } from "./site.ts";

/** What is known of a passkey once it is proven. */
export interface ProvenPasskey {
  publicKey: Uint8Array<ArrayBuffer>;
  counter: number;
  synced: boolean;
  transports: string[];
}

/** COSE numbers of the signatures that are taken, the best first: Ed25519, ECDSA with P-256, RSA with SHA-256. */
export const ALGORITHMS: readonly number[] = [-8, -7, -257];
const TRANSPORTS: readonly unknown[] = ["ble", "cable", "hybrid", "internal", "nfc", "smart-card", "usb"];

/** Proves a new passkey; undefined where something about it is wrong. */
export async function verifyNew(
  { id, challenge, response }: PasskeyAnswer,
  site: PasskeySite,
): Promise<ProvenPasskey | undefined> {
  const { verifyRegistrationResponse, decodeAttestationObject, isoBase64URL } = await load();
  type Given = Parameters<typeof verifyRegistrationResponse>[0]["response"];
  const given = { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
  return await orUndefined(async () => {
    const attestation = decodeAttestationObject(isoBase64URL.toBuffer(String(response.attestationObject)));
    // Who made the authenticator is not asked for. Proofs of it are not looked at: they bring certificates, and
    // certificates bring addresses that would be fetched.
    const statement = attestation.get("attStmt");
    if (attestation.get("fmt") !== "none" && statement.get("x5c") !== undefined) return undefined;
    if (!["none", "packed"].includes(attestation.get("fmt"))) return undefined;
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: given as unknown as Given,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: [...ALGORITHMS],
    });
    if (!verified || registrationInfo.credential.id !== id) return undefined;
    const { publicKey, counter } = registrationInfo.credential;
    const transports = Array.isArray(response.transports) ? response.transports as unknown[] : [];
    return {
      publicKey,
      counter,
      synced: registrationInfo.credentialBackedUp,
      transports: TRANSPORTS.filter((one) => transports.includes(one)) as string[],
    };
  });
}

/** Proves that somebody has a passkey that is known; undefined where something about it is wrong. */
export async function verifyKnown(
  { id, challenge, response }: PasskeyAnswer,
  site: PasskeySite,
  { handle, publicKey, counter }: PasskeyRecord,
): Promise<Pick<ProvenPasskey, "counter" | "synced"> | undefined> {
  const { verifyAuthenticationResponse } = await load();
  type Given = Parameters<typeof verifyAuthenticationResponse>[0]["response"];
  const given = { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
  return await orUndefined(async () => {
    if (response.userHandle !== handle) return undefined;
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: given as unknown as Given,
      expectedChallenge: challenge,
      expectedOrigin: site.origin,
      expectedRPID: site.id,
      requireUserVerification: true,
      credential: { id, publicKey: new Uint8Array(publicKey), counter },
    });
    if (!verified) return undefined;
    return { counter: authenticationInfo.newCounter, synced: authenticationInfo.credentialBackedUp };
  });
}

/** Takes 25 MiB of memory, and most servers need it seldom. */
async function load() {
  const [server, helpers] = await Promise.all([
    import("@simplewebauthn/server"),
    import("@simplewebauthn/server/helpers"),
  ]);
  const { verifyRegistrationResponse, verifyAuthenticationResponse } = server;
  const { decodeAttestationObject, isoBase64URL } = helpers;
  return { verifyRegistrationResponse, verifyAuthenticationResponse, decodeAttestationObject, isoBase64URL };
}

/** The library throws for all that is wrong with what it is given. */
async function orUndefined<T>(task: () => Promise<T | undefined>): Promise<T | undefined> {
  try {
    return await task();
  } catch {
    return undefined;
  }
}
