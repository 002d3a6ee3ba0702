/** The addresses under which this server is reached, the nearest first: for the person at the terminal. */
export function reachableAddresses({ hostname, port }: Deno.NetAddr, publicUrl: string): string[] {
  const everywhere = hostname === "0.0.0.0" || hostname === "::";
  const near = everywhere ? "localhost" : hostname.includes(":") ? `[${hostname}]` : hostname;
  const network = everywhere ? networkAddresses() : [];
  const addresses = [near, ...network].map((host) => `http://${host}:${port}/`);
  return publicUrl === "" ? addresses : [`${publicUrl}/`, ...addresses];
}

function networkAddresses(): string[] {
  try {
    return Deno.networkInterfaces()
      .filter(({ family, address }) =>
        family === "IPv4" && !address.startsWith("127.") && !address.startsWith("169.254.")
      )
      .map(({ address }) => address);
  } catch {
    return [];
  }
}

/** Where somebody becomes the owner: the token is behind '#', which browsers send to nobody. */
export function ownerAddress(server: string, token: string): string {
  return `${server}#/owner/${token}`;
}

/** Where somebody sets a new password, likewise. */
export function resetAddress(server: string, token: string): string {
  return `${server}#/reset/${token}`;
}
