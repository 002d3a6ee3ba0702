import type { PasskeyRecord } from "../../store/people_records.ts";
import { CHALLENGE_LIFE } from "./challenges.ts";
import type { PasskeySite } from "./site.ts";
import { ALGORITHMS } from "./verify.ts";

/** A passkey that is to be made. */
export interface Creation {
  challenge: string;
  site: PasskeySite;
  /** By what the authenticator is to know the user. */
  handle: string;
  username: string;
  /** Those that the user has already. */
  known?: readonly PasskeyRecord[];
}

/** The JSON of `PublicKeyCredential.parseCreationOptionsFromJSON()`. */
export function creationOptions(
  { challenge, site, handle, username, known = [] }: Creation,
): Record<string, unknown> {
  return {
    challenge,
    rp: { id: site.id, name: "Parley" },
    user: { id: handle, name: username, displayName: username },
    pubKeyCredParams: ALGORITHMS.map((alg) => ({ type: "public-key", alg })),
    excludeCredentials: known.filter((one) => one.site === site.id).map(({ id, transports }) => ({
      type: "public-key",
      id,
      transports,
    })),
    authenticatorSelection: {
      residentKey: "required",
      requireResidentKey: true,
      userVerification: "required",
    },
    attestation: "none",
    timeout: CHALLENGE_LIFE,
  };
}
