import { useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { Room } from "../../../protocol/models.ts";
import { archiveRoom, listPublicRooms } from "../../admin_api.ts";
import { t, tn } from "../../strings/t.ts";
import { roomAddress } from "../route.ts";
import { FindField } from "./find_field.tsx";
import { PageList } from "./page_list.tsx";
import { Pages } from "./pages.ts";

type Counted = Room & { members: number };

const LOBBY = "lobby";

/** All public rooms, and how many private ones there are. */
export function Rooms() {
  const query = useSignal("");
  const hidden = useSignal(0);
  const rooms = useMemo(() =>
    new Pages<Counted>(async (from) => {
      const page = await listPublicRooms({ query: query.peek(), from });
      hidden.value = page.private;
      return { items: page.rooms, next: page.more ? (from ?? 0) + page.rooms.length : undefined };
    }), []);
  useSignalEffect(() => {
    query.value;
    rooms.begin();
  });

  return (
    <>
      <div class="admin-find">
        <FindField label={t("Find a room")} query={query} />
      </div>
      <PageList label={t("Rooms")} nothing={t("No room is called that.")} pages={rooms}>
        {(room) => (
          <li key={room.id}>
            <div class="admin-who">
              <p class="directory-name">
                <a href={roomAddress(room.id)}>
                  <bdi>{room.name}</bdi>
                </a>
                {room.archived && <span class="chip">{t("archived")}</span>}
              </p>
              <p class="small">
                {tn(room.members, "{n} member", "{n} members")},{" "}
                {tn(room.messages, "{n} message", "{n} messages")}
                {room.topic !== "" && (
                  <>
                    {" · "}
                    <bdi dir="auto">{room.topic}</bdi>
                  </>
                )}
              </p>
            </div>
            {room.id !== LOBBY && (
              <div class="admin-acts">
                <button
                  type="button"
                  aria-label={room.archived
                    ? t("Open {room} again", { room: room.name })
                    : t("Archive {room}", { room: room.name })}
                  onClick={() => rooms.after(archiveRoom(room, !room.archived))}
                >
                  {room.archived ? t("Open again") : t("Archive")}
                </button>
              </div>
            )}
          </li>
        )}
      </PageList>
      {hidden.value > 0 && (
        <p class="small">
          {tn(
            hidden.value,
            "And a private room, which only its members see.",
            "And {n} private rooms, which only their members see.",
          )}
        </p>
      )}
    </>
  );
}
