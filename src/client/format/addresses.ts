export { trimAddress } from "../../protocol/trim_address.ts";

/** The link that an address makes; none where it leads elsewhere than over http, https or by mail. */
export function toLink(address: string): { href: string; host?: string } | undefined {
  const url = URL.parse(address);
  if (url === null) return undefined;
  if (url.protocol === "mailto:") return url.pathname.includes("@") ? { href: url.href } : undefined;
  if (url.protocol !== "http:" && url.protocol !== "https:") return undefined;
  const fools = url.hostname.includes("xn--") || url.username !== "" || url.password !== "";
  return fools ? { href: url.href, host: url.host } : { href: url.href };
}
