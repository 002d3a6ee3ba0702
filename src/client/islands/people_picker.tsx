import { type Signal, useSignal, useSignalEffect } from "@preact/signals";
import type { FoundPerson } from "../../protocol/models.ts";
import { findPeople } from "../state/members.ts";
import { nameOf } from "../state/people.ts";
import { t } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { Icon } from "./icon.tsx";

export interface PeoplePickerProps {
  chosen: Signal<FoundPerson[]>;
  /** How many may be chosen. */
  max: number;
}

const WAIT = 200;

/** Finds people by the first letters of their names, and takes some of them. */
export function PeoplePicker({ chosen, max }: PeoplePickerProps) {
  const query = useSignal("");
  const found = useSignal<FoundPerson[] | undefined>(undefined);
  const fault = useSignal("");
  useSignalEffect(() => {
    const asked = query.value;
    const timer = setTimeout(() => {
      findPeople(asked.trim()).then((users) => {
        if (query.peek() !== asked) return;
        found.value = users;
        fault.value = "";
      }, (error: Error) => fault.value = error.message);
    }, asked === "" ? 0 : WAIT);
    return () => clearTimeout(timer);
  });

  function toggle(person: FoundPerson): void {
    const others = chosen.peek().filter(({ id }) => id !== person.id);
    const isNew = others.length === chosen.peek().length;
    if (isNew && others.length >= max) fault.value = t("You can choose {max} people", { max });
    else chosen.value = isNew ? [...others, person] : others;
  }

  const listed = found.value ?? [];
  return (
    <>
      <div class="search">
        <Icon name="search" size={16} />
        <input
          type="search"
          aria-label={t("Find people")}
          placeholder={t("Type a name")}
          autocomplete="off"
          autofocus
          value={query.value}
          onInput={(event) => query.value = event.currentTarget.value}
          onKeyDown={(event) => {
            const [first] = found.peek() ?? [];
            if (event.key !== "Enter" || event.isComposing || first === undefined) return;
            event.preventDefault();
            toggle(first);
            query.value = "";
          }}
        />
      </div>
      {chosen.value.length > 0 && (
        <ul class="chosen" aria-label={t("Chosen")}>
          {chosen.value.map((person) => (
            <li key={person.id}>
              <button
                type="button"
                aria-label={t("Take {name} out", { name: nameOf(person) })}
                onClick={() => toggle(person)}
              >
                <bdi>{nameOf(person)}</bdi>
                <Icon name="close" size={14} />
              </button>
            </li>
          ))}
        </ul>
      )}
      <p class="fault" role="alert">{fault.value}</p>
      <ul class="found" aria-label={t("People")} tabIndex={0}>
        {listed.map((person) => (
          <li key={person.id}>
            <button
              type="button"
              class="quiet"
              aria-pressed={chosen.value.some(({ id }) => id === person.id)}
              onClick={() => toggle(person)}
            >
              <Avatar user={person} />
              <bdi>{nameOf(person)}</bdi>
              {person.online && <span class="online">{t("here")}</span>}
            </button>
          </li>
        ))}
        {found.value?.length === 0 && (
          <li class="nothing">
            {query.value === "" ? t("Nobody else is here now.") : t("Nobody is called that in your rooms.")}
          </li>
        )}
      </ul>
    </>
  );
}
