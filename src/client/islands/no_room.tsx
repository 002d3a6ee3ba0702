import { effect, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { connection, pageConnection } from "../state/connection.ts";
import { rooms } from "../state/rooms.ts";
import { t, tx } from "../strings/t.ts";
import { Icon } from "./icon.tsx";
import { narrow } from "./page.ts";
import { dialog, listShown } from "./panels.ts";
import { goTo } from "./route.ts";

/** Shown to who is in no room: they left all, or were sent away from them. */
export function NoRoom() {
  const known = useSignal(false);
  // Before the server has said which rooms there are, that there is none means nothing. It does so before it answers.
  useSignalEffect(() => {
    if (connection.value.status !== "open" || known.peek()) return;
    pageConnection.ask("threads", {}, { ok: () => void (known.value = true) });
  });
  // Somebody has brought them into one, or they came into one on another device. It is opened before the page is
  // drawn again: the address may still be that of a room that they left.
  useEffect(() =>
    effect(() => {
      const [first] = rooms.value;
      if (known.value && first !== undefined) goTo(first.id);
    }), []);
  return (
    <main class="room empty">
      {known.value && <Ways />}
    </main>
  );
}

/** The ways to a room. */
function Ways() {
  const heading = useRef<HTMLHeadingElement>(null);
  // What had the focus went with the room.
  useEffect(() => {
    if (dialog.peek() === undefined && document.activeElement === document.body) heading.current?.focus();
  }, [dialog.value]);
  return (
    <div class="prompt">
      <h1 tabIndex={-1} ref={heading}>{t("You are in no room")}</h1>
      <p>
        {tx("Look for one to come into, make one of your own, or {write}.", {
          write: (
            <button type="button" class="link" onClick={() => dialog.value = "direct"}>
              {t("write to somebody")}
            </button>
          ),
        })}
      </p>
      {narrow.value && (
        <p>
          <button type="button" class="link" onClick={() => listShown.value = true}>{t("All rooms")}</button>
        </p>
      )}
      <div class="actions">
        <button type="button" onClick={() => dialog.value = "create"}>{t("New room")}</button>
        <button type="button" class="primary" onClick={() => dialog.value = "browse"}>
          <Icon name="compass" size={16} />
          {t("Browse rooms")}
        </button>
      </div>
    </div>
  );
}
