import { findFault } from "../../protocol/text_faults.ts";
import { refusal } from "../strings/t.ts";

/** Why a text cannot be posted, as the server would say it in the language that is shown; empty where it can. */
export function textFault(text: string, max: number): string {
  const fault = findFault(text, max);
  return fault === undefined ? "" : refusal("bad_text", fault);
}
