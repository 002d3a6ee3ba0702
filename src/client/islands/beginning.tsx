import type { RoomModel } from "../state/rooms.ts";
import { t, tx } from "../strings/t.ts";

export interface BeginningProps {
  room: RoomModel;
}

/** What stands above the oldest message that is loaded. Its two states for a longer log are equally high. */
export function Beginning({ room }: BeginningProps) {
  const { ready, atStart, loading } = room.timeline;
  if (!ready.value) {
    return (
      <div class="skeleton" aria-busy="true">
        <span class="hidden">{t("Loading messages")}</span>
        {[1, 2, 3, 4, 5, 6].map((line) => <div key={line} class="skeleton-message" />)}
      </div>
    );
  }
  if (!atStart.value) {
    return (
      <div class="older">
        {loading.value && <span class="spinner" aria-label={t("Loading")} role="img" />}
      </div>
    );
  }
  return (
    <div class="beginning">
      <div class="beginning-mark" aria-hidden="true">#</div>
      <p class="beginning-name">
        {tx("Welcome to {room}", { room: <bdi>{room.name.value}</bdi> })}
      </p>
      <p>{room.topic.value || t("This is where the room begins. Say hello.")}</p>
    </div>
  );
}
