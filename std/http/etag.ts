/** What of `Deno.FileInfo` an ETag is made from. */
export interface FileInfo {
  mtime: Date | null;
  /** Bytes. */
  size: number;
}

export interface ETagOptions {
  /** "SHA-256" by default. */
  algorithm?: AlgorithmIdentifier;
  /** Whether the tag is marked as weak: by default that of a file is, that of content is not. */
  weak?: boolean;
}

const DIGEST_CHARACTERS = 27;

/** The ETag of content (RFC 9110 section 8.8.3): its size and its digest. */
export function eTag(entity: string | Uint8Array<ArrayBuffer>, options?: ETagOptions): Promise<string>;
/** The ETag of a file: its size and the digest of its time of change; none if that time is not known. */
export function eTag(entity: FileInfo, options?: ETagOptions): Promise<string | undefined>;
export async function eTag(
  entity: string | Uint8Array<ArrayBuffer> | FileInfo,
  options: ETagOptions = {},
): Promise<string | undefined> {
  const isFile = typeof entity !== "string" && !(entity instanceof Uint8Array);
  if (isFile && entity.mtime === null) return undefined;
  const content = isFile ? entity.mtime!.toJSON() : entity;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  const digest = await crypto.subtle.digest(options.algorithm ?? "SHA-256", bytes);
  const size = isFile ? entity.size : bytes.length;
  const tag = `"${size.toString(16)}-${new Uint8Array(digest).toBase64().slice(0, DIGEST_CHARACTERS)}"`;
  return options.weak ?? isFile ? `W/${tag}` : tag;
}

/** Whether an `If-Match` header lets the request through: strong comparison, so a weak tag never does. */
export function ifMatch(value: string | null, etag: string | undefined): boolean {
  if (!value || !etag || etag.startsWith("W/")) return false;
  const tags = tagsOf(value);
  return isAny(tags) || tags.includes(etag);
}

/** Whether an `If-None-Match` header lets the request through: weak comparison; false means 304. */
export function ifNoneMatch(value: string | null, etag: string | undefined): boolean {
  if (!value || !etag) return true;
  const tags = tagsOf(value);
  return !isAny(tags) && !tags.some((tag) => opaquePart(tag) === opaquePart(etag));
}

function tagsOf(value: string): string[] {
  return value.split(",").map((tag) => tag.trim());
}

function isAny(tags: string[]): boolean {
  return tags.length === 1 && tags[0] === "*";
}

function opaquePart(tag: string): string {
  return tag.startsWith("W/") ? tag.slice(2) : tag;
}
