import { searchOperators } from "../format/search_operators.ts";
import { t } from "../strings/t.ts";

function operators(): { typed: string; example: string; means: string }[] {
  const { "from:": from, "in:": room, "before:": before, "after:": after, "has:": has } = searchOperators();
  return [
    {
      typed: from,
      example: `${from}ada`,
      means: t("Written by Ada; {own} are your own", { own: `${from}${t("me")}` }),
    },
    { typed: room, example: `${room}lobby`, means: t("In this room") },
    { typed: after, example: `${after}2026-10-01`, means: t("On this day or later") },
    { typed: before, example: `${before}2026-11-01`, means: t("Before this day") },
    { typed: `${has}link`, example: `${has}link`, means: t("With a link in it") },
    { typed: '"', example: `"${t("a phrase")}"`, means: t("These words, in this order") },
    { typed: "-", example: t("-word"), means: t("Without this word") },
  ];
}

/** What can be typed besides words; a press puts it into the field. */
export function SearchHelp({ insert }: { insert: (operator: string) => void }) {
  return (
    <div class="search-help" tabIndex={0} role="group" aria-label={t("What can be typed")}>
      <ul>
        {operators().map(({ typed, example, means }) => (
          <li key={typed}>
            <button type="button" class="quiet" onClick={() => insert(typed)}>
              <code>{example}</code>
              <span>{means}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}
