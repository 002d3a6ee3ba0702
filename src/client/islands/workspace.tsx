import { useComputed, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Limits } from "../../protocol/limits.ts";
import type { User } from "../../protocol/models.ts";
import { currentRoom, totalUnread } from "../state/rooms.ts";
import type { DialogsProps } from "./dialogs.tsx";
import { t } from "../strings/t.ts";
import { startFavicon } from "./favicon.ts";
import { lazy } from "./lazy.tsx";
import { loadParts, parts } from "./message_parts.ts";
import { narrow } from "./page.ts";
import { listenToKeys } from "./page_keys.ts";
import { dialog, focusComposer, listShown } from "./panels.ts";
import { Room } from "./room.tsx";
import { adminTab, stranger } from "./route.ts";
import { Sidebar } from "./sidebar.tsx";

const Dialogs = lazy<DialogsProps>(async () => (await import("./later.ts")).Dialogs);
const Elsewhere = lazy(async () => (await import("./later.ts")).Elsewhere);

export interface WorkspaceProps {
  user: User;
  limits: Limits;
}

/** What a signed-in person sees: the rooms beside the open one, or one of the two on a narrow page. */
export function Workspace({ user, limits }: WorkspaceProps) {
  useEffect(listenToKeys, []);
  useEffect(() => void loadParts().catch(() => {}), []);
  useEffect(startFavicon, []);
  useSignalEffect(() => parts.value?.listenToContextMenu());
  useTitle();
  const one = useComputed(() => narrow.value ? (listShown.value ? "list" : "room") : "both");
  return (
    <div class="workspace" data-shown={one.value}>
      {one.value !== "list" && currentRoom.value !== undefined &&
        (adminTab.value ?? stranger.value) === undefined && <SkipLink />}
      {one.value === "both" && <Sidebar user={user} />}
      {one.value === "list"
        ? (
          <main class="list-screen">
            <Sidebar user={user} alone />
          </main>
        )
        : <Main limits={limits} />}
      {dialog.value !== undefined && <Dialogs user={user} limits={limits} />}
      {parts.value && <parts.value.Announcer />}
      {parts.value && <parts.value.Toast />}
    </div>
  );
}

function SkipLink() {
  return (
    <a
      class="skip"
      href="#composer"
      onClick={(event) => {
        event.preventDefault();
        focusComposer();
      }}
    >
      {t("Skip to the message box")}
    </a>
  );
}

function Main({ limits }: { limits: Limits }) {
  const room = currentRoom.value;
  if (room === undefined || (adminTab.value ?? stranger.value) !== undefined) return <Elsewhere />;
  return <Room key={room.id} room={room} limits={limits} />;
}

/** "(3) lobby · Parley" */
function useTitle(): void {
  useSignalEffect(() => {
    const unread = totalUnread.value;
    const name = currentRoom.value?.name.value;
    if (adminTab.value !== undefined) return;
    document.title = `${unread > 0 ? `(${unread}) ` : ""}${name === undefined ? "" : `${name} · `}Parley`;
  });
  useEffect(() => () => void (document.title = "Parley"), []);
}
