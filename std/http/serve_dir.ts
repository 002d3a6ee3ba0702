import { answer } from "./answer.ts";
import { directoryListing } from "./directory_listing.ts";
import { locate } from "./located_file.ts";
import { parseRequestPath, type RequestPath } from "./request_path.ts";
import { serveFile } from "./serve_file.ts";

export interface ServeDirOptions {
  /** The folder that is served: "." by default. */
  fsRoot?: string;
  /** What comes before the file's path in the URL, without a slash around it. */
  urlRoot?: string;
  /** Whether a folder without index is answered with a list: false by default. */
  showDirListing?: boolean;
  /** Whether names with a dot in front are served: false by default. */
  showDotfiles?: boolean;
  /** Whether a folder is answered with its index.html: true by default. */
  showIndex?: boolean;
  /** Whether scripts of other origins may read: false by default. */
  enableCors?: boolean;
  /** Whether nothing is printed: false by default. */
  quiet?: boolean;
  /** "SHA-256" by default. */
  etagAlgorithm?: AlgorithmIdentifier;
  /** More headers, each as `name: value`. */
  headers?: string[];
}

/**
 * Answers a GET or HEAD request with a file below `fsRoot`. What is outside, also by way of links or of encoded dots and
 * slashes, is not there (404); a path that is not well encoded is refused (400). Never throws for a fault of the file system: 500.
 */
export async function serveDir(req: Request, opts: ServeDirOptions = {}): Promise<Response> {
  if (req.method !== "GET" && req.method !== "HEAD") {
    await req.body?.cancel();
    return answer(405, { allow: "GET, HEAD" });
  }
  const response = await respond(req, opts);
  if (response.status < 300 || response.status >= 400 || response.status === 304) {
    addHeaders(response.headers, opts);
  }
  if (!opts.quiet) {
    const { pathname, search } = new URL(req.url);
    console.debug(`[${new Date().toISOString()}] [${req.method}] ${pathname}${search} ${response.status}`);
  }
  return response;
}

async function respond(req: Request, opts: ServeDirOptions): Promise<Response> {
  try {
    const url = new URL(req.url);
    const path = parseRequestPath(url.pathname, opts.urlRoot);
    return typeof path === "number" ? answer(path) : await serveEntry(req, path, opts);
  } catch (error) {
    if (!opts.quiet) console.error(error);
    return answer(500);
  }
}

async function serveEntry(req: Request, path: RequestPath, opts: ServeDirOptions): Promise<Response> {
  const options = { root: opts.fsRoot ?? ".", showDotfiles: opts.showDotfiles ?? false };
  const entry = await locate(path.segments, options);
  if (entry === undefined) return answer(404);

  const { pathname, search } = new URL(req.url);
  const canonical = path.canonical + (entry.info.isDirectory ? "/" : "");
  if (pathname !== canonical) return answer(301, { location: canonical + search });

  const { etagAlgorithm } = opts;
  if (!entry.info.isDirectory) {
    return await serveFile(req, entry.path, { etagAlgorithm, fileInfo: entry.info });
  }
  if (opts.showIndex ?? true) {
    const index = await locate([...path.segments, "index.html"], options);
    if (index?.info.isFile) return await serveFile(req, index.path, { etagAlgorithm, fileInfo: index.info });
  }
  if (!opts.showDirListing) return answer(404);
  return await directoryListing(entry.path, `/${path.segments.join("/")}`, options.showDotfiles);
}

function addHeaders(headers: Headers, opts: ServeDirOptions): void {
  if (opts.enableCors) {
    headers.append("access-control-allow-origin", "*");
    headers.append("access-control-allow-headers", "Origin, X-Requested-With, Content-Type, Accept, Range");
  }
  for (const header of opts.headers ?? []) {
    const colon = header.indexOf(":");
    headers.append(header.slice(0, colon), header.slice(colon + 1));
  }
}
