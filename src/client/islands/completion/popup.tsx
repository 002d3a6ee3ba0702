import { useEffect, useRef } from "preact/hooks";
import { t, tn } from "../../strings/t.ts";
import { Avatar } from "../avatar.tsx";
import { Icon } from "../icon.tsx";
import type { Completion } from "./completion.ts";
import type { Option } from "./option.ts";

const SIGNS = { "#": "hash", "/": "slash", "@": "at" } as const;

export interface PopupProps {
  completion: Completion;
}

/** What the message box says of its popup to those who do not see it. */
export function popupAttributes({ options, chosen }: Completion) {
  const open = options.value.length > 0;
  return {
    "aria-autocomplete": "list",
    "aria-controls": open ? "completion" : undefined,
    "aria-activedescendant": open ? `completion-${chosen.value}` : undefined,
  } as const;
}

/** The ways to complete what is typed, above the message box, which keeps the focus. */
export function Popup({ completion }: PopupProps) {
  const options = completion.options.value;
  const chosen = completion.chosen.value;
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => list.current?.children[chosen]?.scrollIntoView({ block: "nearest" }), [chosen, options]);
  return (
    <>
      <div class="hidden" role="status">
        {options.length > 0 ? tn(options.length, "{n} suggestion", "{n} suggestions") : ""}
      </div>
      {options.length > 0 && (
        <div
          id="completion"
          class="completion options"
          role="listbox"
          aria-label={t("Suggestions")}
          tabIndex={-1}
          ref={list}
        >
          {options.map((option, index) => (
            <div
              key={option.key}
              id={`completion-${index}`}
              role="option"
              aria-selected={index === chosen}
              // The focus stays in the box, and an on-screen keyboard stays open.
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => completion.choose(index)}
            >
              <Picture picture={option.picture} />
              <bdi class="completion-label">{option.label}</bdi>
              {option.detail !== undefined && <span class="muted" dir="auto">{option.detail}</span>}
            </div>
          ))}
        </div>
      )}
    </>
  );
}

function Picture({ picture }: Pick<Option, "picture">) {
  if ("emoji" in picture) return <span class="completion-emoji" aria-hidden="true">{picture.emoji}</span>;
  if ("user" in picture) return <Avatar user={picture.user} />;
  return <Icon name={SIGNS[picture.sign]} size={16} />;
}
