import { t } from "../strings/t.ts";

/** What can be typed into the search besides words, in the language that is shown, by what the server knows it as. */
export function searchOperators(): Readonly<Record<"from:" | "in:" | "before:" | "after:" | "has:", string>> {
  return {
    "from:": t("from:"),
    "in:": t("in:"),
    "before:": t("before:"),
    "after:": t("after:"),
    "has:": t("has:"),
  };
}

// As the server takes a search apart: within quotes there are no operators.
const PART = /(-?)(\p{L}+:)?(["“”„][^"“”„]*["“”„]?|[^\s"“”„]+)/gu;

/** A search as the server understands it: operators in the language that is shown become the English ones. */
export function toServerQuery(query: string): string {
  const english = new Map(Object.entries(searchOperators()).map(([name, shown]) => [shown, name]));
  return query.replace(PART, (part, minus: string, operator: string | undefined, value: string) => {
    const name = operator && english.get(operator.toLowerCase());
    if (!name) return part;
    const isOwn = name === "from:" && value.toLowerCase() === t("me");
    return `${minus}${name}${isOwn ? "me" : value}`;
  });
}
