/** An unguessable id of 128 bits, as 22 characters of base64url. */
export function randomId(): string {
  return crypto.getRandomValues(new Uint8Array(16)).toBase64({ alphabet: "base64url", omitPadding: true });
}
