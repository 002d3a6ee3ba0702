import { ProtocolError } from "../../protocol/errors.ts";
import { MAX_PASSWORD, MIN_PASSWORD } from "../../protocol/limits.ts";
import { countCharacters } from "../../protocol/text.ts";

interface CommonPasswords {
  test(password: string): boolean;
}

let common: Promise<CommonPasswords> | undefined;

/**
 * Refuses what others would guess: short passwords, common ones, and one's own name. Nothing is asked about letters,
 * digits and signs (NIST SP 800-63B, OWASP ASVS 6.2).
 * @throws ProtocolError `weak_password`, with one sentence that says why
 */
export async function checkPassword(password: string, name: string): Promise<void> {
  const fault = await findFault(password, name);
  if (fault !== undefined) throw new ProtocolError("weak_password", fault);
}

async function findFault(password: string, name: string): Promise<string | undefined> {
  if (password.length > 2 * MAX_PASSWORD || countCharacters(password) > MAX_PASSWORD) {
    return `A password has at most ${MAX_PASSWORD} characters`;
  }
  if (!password.isWellFormed()) return "A password must be well-formed Unicode";
  if (countCharacters(password) < MIN_PASSWORD) return `A password has at least ${MIN_PASSWORD} characters`;
  const folded = password.toLowerCase();
  if (new Set(folded).size < 3) return "This password is too easy: it repeats itself";
  const [core, own] = [lettersOf(folded), lettersOf(name.toLowerCase())];
  if (core === own || core === "parley") return "This password is too easy: it is a name that others know";
  if ((await loadCommon()).test(folded)) return "This password is too common: others would guess it";
  return undefined;
}

/** What is left where digits and signs were put around a word. */
function lettersOf(text: string): string {
  return text.replace(/[^\p{L}]/gu, "");
}

/** The list is long, and most servers need it seldom. */
function loadCommon(): Promise<CommonPasswords> {
  return common ??= import("fxa-common-password-list").then((module) =>
    module.default as unknown as CommonPasswords
  );
}
