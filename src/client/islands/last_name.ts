const KEY = "parley.name";

/** The name last used in this browser, or "". */
export function lastName(): string {
  try {
    return localStorage.getItem(KEY) ?? "";
  } catch {
    return "";
  }
}

/** Keeps a name for the next visit, where the browser has storage. */
export function rememberName(name: string): void {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // Storage is closed: the next visit begins with an empty field.
  }
}
