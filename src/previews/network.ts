/** A connection, as much of one as is needed. */
export interface Stream {
  read(buffer: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  close(): void;
}

/** How hosts are found and reached. It does as it is told: what may be asked of it, `guard.ts` says. */
export interface Network {
  /** All addresses of a name; none where it has none. */
  resolve(name: string, signal: AbortSignal): Promise<string[]>;
  /**
   * Connects to this very address; nothing is looked up.
   * @param to with `tls` the connection is encrypted, and the other end must be of this name
   */
  connect(
    to: { address: string; port: number; tls: string | undefined },
    signal: AbortSignal,
  ): Promise<Stream>;
}

/** The network that this machine is in. */
export const machineNetwork: Network = {
  async resolve(name, signal) {
    // With the dot at its end a name is whole: no domain of this machine's network is put behind it.
    const ask = (type: "A" | "AAAA") => Deno.resolveDns(`${name}.`, type, { signal }).catch(() => []);
    return (await Promise.all([ask("A"), ask("AAAA")])).flat();
  },

  async connect({ address, port, tls }, signal) {
    const plain = await Deno.connect({ hostname: address, port, signal });
    if (tls === undefined) return plain;
    const close = () => closeQuietly(plain);
    signal.addEventListener("abort", close);
    try {
      const secure = await Deno.startTls(plain, { hostname: tls });
      signal.removeEventListener("abort", close);
      await untilAbort(secure, signal, () => secure.handshake());
      return secure;
    } catch (error) {
      close();
      throw error;
    } finally {
      signal.removeEventListener("abort", close);
    }
  },
};

/** Does what waits for the other end; the connection is closed when the signal says so, and where it fails. */
export async function untilAbort<T>(stream: Stream, signal: AbortSignal, run: () => Promise<T>): Promise<T> {
  const close = () => closeQuietly(stream);
  signal.throwIfAborted();
  signal.addEventListener("abort", close);
  try {
    return await run();
  } catch (error) {
    close();
    throw error;
  } finally {
    signal.removeEventListener("abort", close);
  }
}

/** Closes what may be closed already. */
export function closeQuietly(stream: Stream): void {
  try {
    stream.close();
  } catch {
    // It is.
  }
}
