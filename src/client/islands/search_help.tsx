const OPERATORS: readonly { typed: string; example: string; means: string }[] = [
  { typed: "from:", example: "from:ada", means: "Written by Ada; from:me are your own" },
  { typed: "in:", example: "in:lobby", means: "In this room" },
  { typed: "after:", example: "after:2026-10-01", means: "On this day or later" },
  { typed: "before:", example: "before:2026-11-01", means: "Before this day" },
  { typed: "has:link", example: "has:link", means: "With a link in it" },
  { typed: '"', example: '"a phrase"', means: "These words, in this order" },
  { typed: "-", example: "-word", means: "Without this word" },
];

/** What can be typed besides words; a press puts it into the field. */
export function SearchHelp({ insert }: { insert: (operator: string) => void }) {
  return (
    <div class="search-help" tabIndex={0} role="group" aria-label="What can be typed">
      <ul>
        {OPERATORS.map(({ typed, example, means }) => (
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
