import { Buffer } from "node:buffer";
import { createHash, generateKeyPairSync, type KeyObject, randomBytes, sign } from "node:crypto";

export interface SoftAuthenticatorOptions {
  /** The page that asks, as in `http://localhost:8000`. */
  origin: string;
  /** Whether it makes sure that it is its owner who uses it. */
  verifiesUser?: boolean;
  /** Whether it counts how often it signs. */
  counts?: boolean;
}

interface Options {
  challenge: string;
  rp?: { id: string };
  rpId?: string;
  user?: { id: string };
}

/** An authenticator without a browser: it makes one passkey and signs with it, as WebAuthn says. */
export class SoftAuthenticator {
  /** How often it signed; a test may set it back, as a copy of a key would have it. */
  counter = 0;
  origin: string;
  readonly id = randomBytes(16);
  readonly #verifies: boolean;
  readonly #counts: boolean;
  readonly #keys: { privateKey: KeyObject; publicKey: KeyObject };
  #handle = "";

  constructor({ origin, verifiesUser = true, counts = true }: SoftAuthenticatorOptions) {
    this.origin = origin;
    this.#verifies = verifiesUser;
    this.#counts = counts;
    this.#keys = generateKeyPairSync("ec", { namedCurve: "P-256" });
  }

  /** What `navigator.credentials.create()` gives for these options. */
  create(options: unknown, statement: { fmt: string; attStmt: Map<unknown, unknown> } = NO_STATEMENT) {
    const { challenge, rp, user } = options as Required<Options>;
    this.#handle = user.id;
    const { x, y } = this.#keys.publicKey.export({ format: "jwk" });
    const bytes = (text: string | undefined) => Buffer.from(text!, "base64url");
    const key = new Map<unknown, unknown>([[1, 2], [3, -7], [-1, 1], [-2, bytes(x)], [-3, bytes(y)]]);
    const length = Buffer.from([0, this.id.length]);
    const authData = Buffer.concat([
      this.#authData(rp.id, 0x40),
      Buffer.alloc(16),
      length,
      this.id,
      encodeCbor(key),
    ]);
    const attestationObject = encodeCbor(
      new Map<unknown, unknown>([["fmt", statement.fmt], ["attStmt", statement.attStmt], [
        "authData",
        authData,
      ]]),
    );
    return this.#answer({
      clientDataJSON: this.#clientData("webauthn.create", challenge),
      attestationObject: attestationObject.toString("base64url"),
      transports: ["internal", "telepathy"],
    });
  }

  /** What `navigator.credentials.get()` gives for these options. */
  get(options: unknown) {
    const { challenge, rpId } = options as Required<Options>;
    const clientDataJSON = this.#clientData("webauthn.get", challenge);
    const authData = this.#authData(rpId, 0);
    const hash = createHash("sha256").update(Buffer.from(clientDataJSON, "base64url")).digest();
    const signature = sign("sha256", Buffer.concat([authData, hash]), this.#keys.privateKey);
    return this.#answer({
      clientDataJSON,
      authenticatorData: authData.toString("base64url"),
      signature: signature.toString("base64url"),
      userHandle: this.#handle,
    });
  }

  #answer<T extends Record<string, unknown>>(response: T) {
    const id = this.id.toString("base64url");
    return { id, rawId: id, type: "public-key", response, clientExtensionResults: {} };
  }

  #clientData(type: string, challenge: string): string {
    return Buffer.from(JSON.stringify({ type, challenge, origin: this.origin, crossOrigin: false }))
      .toString("base64url");
  }

  #authData(site: string, flags: number): Buffer {
    if (this.#counts) this.counter++;
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(this.counter);
    const seen = 0x01 | (this.#verifies ? 0x04 : 0) | flags;
    return Buffer.concat([createHash("sha256").update(site).digest(), Buffer.from([seen]), counter]);
  }
}

const NO_STATEMENT = { fmt: "none", attStmt: new Map<unknown, unknown>() };

/** As much of CBOR as WebAuthn needs: small integers, texts, bytes, lists, maps. */
function encodeCbor(value: unknown): Buffer {
  if (typeof value === "number") return value < 0 ? head(1, -1 - value) : head(0, value);
  if (typeof value === "string") {
    return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  }
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value]);
  if (Array.isArray(value)) return Buffer.concat([head(4, value.length), ...value.map(encodeCbor)]);
  if (!(value instanceof Map)) throw new TypeError(`Cannot encode ${typeof value}`);
  return Buffer.concat([head(5, value.size), ...[...value].flat().map(encodeCbor)]);
}

function head(kind: number, value: number): Buffer {
  if (value < 24) return Buffer.from([kind << 5 | value]);
  if (value < 256) return Buffer.from([kind << 5 | 24, value]);
  return Buffer.from([kind << 5 | 25, value >> 8, value & 0xff]);
}
