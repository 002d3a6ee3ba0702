/** The text of a logged value: an error by its stack, an object as JSON writes it, all else as `String()` does. */
export function messageText(value: unknown): string {
  return typeof value === "string" ? value : describe(value, []);
}

function describe(value: unknown, parents: object[]): string {
  if (typeof value === "string") return JSON.stringify(value);
  if (value instanceof Error) return value.stack ?? String(value);
  if (typeof value === "function") return "undefined";
  if (typeof value !== "object" || value === null) return String(value);
  if (parents.includes(value)) return '"[Circular]"';
  const inner = [...parents, value];
  return `{${Object.entries(value).map(([key, part]) => `"${key}":${describe(part, inner)}`).join(",")}}`;
}
