import type { Network } from "../../src/previews/network.ts";

export interface Web {
  network: Network;
  /** The requests that came, as `host path`. */
  asked: string[];
  /** What was connected to, as `address:port`. */
  connected: string[];
  /** Names that were looked up. */
  lookedUp: string[];
}

export const PUBLIC = "93.184.216.34";

export interface WebOptions {
  answer: (request: Request) => Response | Promise<Response>;
  /** Addresses of a name; by default a public one. */
  addresses?: (name: string) => string[];
}

/**
 * A server on this machine that stands for all of the internet: the guard decides as ever, and only what it let through
 * is connected here instead.
 */
export async function withWeb(options: WebOptions, use: (web: Web) => Promise<void>): Promise<void> {
  const { answer, addresses = () => [PUBLIC] } = options;
  const [asked, connected, lookedUp]: string[][] = [[], [], []];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const { host, pathname } = new URL(request.url);
    asked!.push(`${host} ${pathname}`);
    return answer(request);
  });
  const network: Network = {
    resolve(name) {
      lookedUp!.push(name);
      return Promise.resolve(addresses(name));
    },
    connect({ address, port }, signal) {
      connected!.push(`${address}:${port}`);
      return Deno.connect({ hostname: "127.0.0.1", port: server.addr.port, signal });
    },
  };
  try {
    await use({ network, asked: asked!, connected: connected!, lookedUp: lookedUp! });
  } finally {
    await server.shutdown();
  }
}

/** A page of this title, with more in its head where that is given. */
export function page(title: string, head = ""): Response {
  const html = `<!doctype html><html><head><title>${title}</title>${head}</head><body>text</body></html>`;
  return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
}
