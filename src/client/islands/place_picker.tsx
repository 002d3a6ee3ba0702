import { type ReadonlySignal, useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FoundPerson } from "../../protocol/models.ts";
import { findPeople } from "../state/members.ts";
import { nameOf } from "../state/people.ts";
import { type RoomModel, rooms } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { Avatar } from "./avatar.tsx";
import { Badge } from "./badge.tsx";
import { Icon } from "./icon.tsx";
import { isOwn } from "./own.ts";
import { roomIcon } from "./room_link.tsx";

/** Where one can go, or send something to. */
export type Place = { kind: "room"; room: RoomModel } | { kind: "person"; person: FoundPerson };

export interface PlacePickerProps {
  /** Begins the ids of its elements. */
  id: string;
  label: string;
  /** Which rooms are offered; all where it is absent. */
  fits?: (room: RoomModel) => boolean;
  choose: (place: Place) => void;
}

/** Milliseconds without a key after which people are looked for. */
const WAIT = 200;
const MAX_PEOPLE = 8;

/** Finds a room of one's own, or a person, by a few letters of the name: rooms first, the unread ones before the others. */
export function PlacePicker({ id, label, fits = () => true, choose }: PlacePickerProps) {
  const wanted = useSignal("");
  const chosen = useSignal(0);
  const list = useRef<HTMLDivElement>(null);
  const people = usePeople(wanted);
  const found = useComputed((): Place[] => {
    const letters = wanted.value.trim().toLocaleLowerCase();
    const found = rooms.value.filter((room) =>
      fits(room) && room.name.value.toLocaleLowerCase().includes(letters)
    )
      .sort((a, b) => Number(b.badge.value > 0) - Number(a.badge.value > 0));
    return [
      ...found.map((room): Place => ({ kind: "room", room })),
      ...people.value.filter((person) => !found.some((room) => isDirectWith(room, person)))
        .slice(0, MAX_PEOPLE).map((person): Place => ({ kind: "person", person })),
    ];
  });
  const index = Math.min(chosen.value, found.value.length - 1);
  useEffect(() => list.current?.children[index]?.scrollIntoView({ block: "nearest" }), [index]);

  function onKeyDown(event: KeyboardEvent): void {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const place = found.value[index];
    if (step !== 0) {
      event.preventDefault();
      chosen.value = (index + step + found.value.length) % Math.max(1, found.value.length);
    } else if (event.key === "Enter" && !event.isComposing && place !== undefined) {
      event.preventDefault();
      choose(place);
    }
  }

  return (
    <>
      <div class="search">
        <Icon name="search" size={16} />
        <input
          type="text"
          role="combobox"
          aria-label={label}
          aria-expanded="true"
          aria-controls={`${id}-rooms`}
          aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
          placeholder={t("Type a name")}
          autocomplete="off"
          autofocus
          value={wanted.value}
          onKeyDown={onKeyDown}
          onInput={(event) => {
            wanted.value = event.currentTarget.value;
            chosen.value = 0;
          }}
        />
      </div>
      <div id={`${id}-rooms`} class="options" role="listbox" aria-label={t("Rooms and people")} ref={list}>
        {found.value.map((place, at) => (
          <div
            key={keyOf(place)}
            id={`${id}-${at}`}
            role="option"
            aria-selected={at === index}
            onClick={() => choose(place)}
            onPointerMove={() => chosen.value = at}
          >
            <Option place={place} />
          </div>
        ))}
      </div>
      {found.value.length === 0 && (
        <p class="nothing">{t("There is no such room of yours, and no such person.")}</p>
      )}
    </>
  );
}

function Option({ place }: { place: Place }) {
  if (place.kind === "room") {
    return (
      <>
        <Icon name={roomIcon(place.room)} size={16} />
        <bdi>{place.room.name.value}</bdi>
        <Badge room={place.room} />
      </>
    );
  }
  return (
    <>
      <Avatar user={place.person} />
      <bdi>{nameOf(place.person)}</bdi>
      <span class="muted">{place.person.online ? t("here now") : t("direct message")}</span>
    </>
  );
}

/** People whose names begin so; asked for when no key was pressed for a moment, and not without a letter. */
function usePeople(wanted: ReadonlySignal<string>): ReadonlySignal<FoundPerson[]> {
  const people = useSignal<FoundPerson[]>([]);
  useSignalEffect(() => {
    const asked = wanted.value.trim();
    people.value = people.peek().filter(({ name }) =>
      asked !== "" && name.toLocaleLowerCase().startsWith(asked.toLocaleLowerCase())
    );
    if (asked === "") return;
    const timer = setTimeout(() => {
      findPeople(asked).then((found) => {
        if (wanted.peek().trim() === asked) people.value = found.filter((person) => !isOwn(person));
      }, () => {
        // Without a connection there are the rooms.
      });
    }, WAIT);
    return () => clearTimeout(timer);
  });
  return people;
}

/** Whether a room is the direct room with this person alone, and so stands for them already. */
function isDirectWith({ facts }: RoomModel, person: FoundPerson): boolean {
  const others = facts.others.value;
  return facts.kind.value === "direct" && others.length === 1 && others[0]!.id === person.id;
}

function keyOf(place: Place): string {
  return place.kind === "room" ? `room ${place.room.id}` : `person ${place.person.id}`;
}
