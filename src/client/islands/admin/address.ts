/** The address of a part of the admin page. */
export function adminAddress(tab: string): string {
  return `#/admin/${tab}`;
}
