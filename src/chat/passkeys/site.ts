/** Where passkeys are made and used. */
export interface PasskeySite {
  /** The host to which they are bound (WebAuthn's RP ID). */
  id: string;
  /** The page that asks for them. */
  origin: string;
}
