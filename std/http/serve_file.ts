import { parseRange } from "./byte_range.ts";
import { contentTypeOf } from "./content_type.ts";
import { eTag } from "./etag.ts";
import { fileBody } from "./file_body.ts";
import { isMissing } from "./located_file.ts";
import { isNotModified, rangeApplies } from "./not_modified.ts";
import { answer } from "./answer.ts";

export interface ServeFileOptions {
  /** "SHA-256" by default. */
  etagAlgorithm?: AlgorithmIdentifier;
  /** The result of `Deno.stat()`, where it is known already. */
  fileInfo?: Deno.FileInfo;
}

/**
 * Answers a GET or HEAD request with a file: ETag, Last-Modified, 304, a single Range. Another method gets 405; what is no file, 404.
 * @throws what the file system throws, but for a file that is not there
 */
export async function serveFile(
  req: Request,
  filePath: string,
  options: ServeFileOptions = {},
): Promise<Response> {
  await req.body?.cancel();
  if (req.method !== "GET" && req.method !== "HEAD") return answer(405, { allow: "GET, HEAD" });
  try {
    const info = options.fileInfo ?? await Deno.stat(filePath);
    if (!info.isFile) return answer(404);
    return await respond(req, filePath, {
      info,
      etag: await eTag(info, { algorithm: options.etagAlgorithm }),
    });
  } catch (error) {
    if (isMissing(error)) return answer(404);
    throw error;
  }
}

async function respond(
  req: Request,
  path: string,
  { info, etag }: { info: Deno.FileInfo; etag: string | undefined },
): Promise<Response> {
  const { size, mtime } = info;
  const headers = describe(path, { etag, mtime });
  if (isNotModified(req.headers, { etag, mtime })) return new Response(null, { status: 304, headers });

  // An empty file has no range: a client that always asks for one gets the nothing there is.
  const asked = req.method === "GET" && size > 0 ? req.headers.get("range") : null;
  const range = asked !== null && rangeApplies(req.headers, { etag, mtime })
    ? parseRange(asked, size)
    : undefined;
  if (range === "unsatisfiable") {
    headers.delete("content-type");
    headers.set("content-range", `bytes */${size}`);
    return answer(416, headers);
  }

  const { first, last } = range ?? { first: 0, last: size - 1 };
  headers.set("content-length", String(last - first + 1));
  if (req.method === "HEAD") return new Response(null, { headers });
  if (range !== undefined) headers.set("content-range", `bytes ${first}-${last}/${size}`);
  const body = await fileBody(path, { first, last });
  return new Response(body, { status: range === undefined ? 200 : 206, headers });
}

function describe(path: string, { etag, mtime }: { etag: string | undefined; mtime: Date | null }): Headers {
  const headers = new Headers({ "accept-ranges": "bytes" });
  if (etag !== undefined) headers.set("etag", etag);
  if (mtime !== null) headers.set("last-modified", mtime.toUTCString());
  const type = contentTypeOf(path);
  if (type !== undefined) headers.set("content-type", type);
  return headers;
}
