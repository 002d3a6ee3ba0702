import { useSignal, useSignalEffect } from "@preact/signals";
import { fullTime, shortTime } from "../format/times.ts";
import { pinsOf } from "../state/message_changes.ts";
import { nameOf } from "../state/people.ts";
import { currentRoom, type RoomModel } from "../state/rooms.ts";
import { t } from "../strings/t.ts";
import { faultOf } from "./acts.ts";
import { closeDialog, Dialog } from "./dialog.tsx";
import { jumpTo } from "./jump.ts";
import { excerpt } from "./quote.tsx";
import { FoldedLine } from "./folded.tsx";
import { isFolded } from "./unfolded.ts";

/** Milliseconds without an event in the room after which the list is read anew. */
const CALM = 500;

type Pins = Awaited<ReturnType<typeof pinsOf>>;

/** What the room keeps at hand; a press goes to the message. */
export function Pins() {
  const pins = useSignal<Pins | undefined>(undefined);
  const fault = useSignal("");
  const room = currentRoom.value;
  useSignalEffect(() => {
    const room = currentRoom.value;
    if (room === undefined) return;
    // What is pinned, unpinned, edited or deleted meanwhile is an event of the room.
    room.head.value;
    const ask = () =>
      pinsOf(room.id).then((all) => pins.value = all, (error) => fault.value = faultOf(error));
    const timer = setTimeout(ask, pins.peek() === undefined ? 0 : CALM);
    return () => clearTimeout(timer);
  });
  return (
    <Dialog title={t("Pinned messages")} class="wide">
      <p class="fault" role="alert">{fault.value}</p>
      {pins.value?.length === 0 && <p>{t("Nothing is pinned here. A message is pinned by its “More”.")}</p>}
      <ol class="pins">
        {room && pins.value?.map((pin) => (
          <li key={pin.seq}>
            <Pinned room={room} pin={pin} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}

function Pinned({ room, pin }: { room: RoomModel; pin: Pins[number] }) {
  const { seq, message } = pin;
  const at = Date.parse(pin.at);
  if (isFolded(room, pin)) return <FoldedLine room={room.id} seq={seq} at={at} author={message.author} />;
  return (
    <button
      type="button"
      class="quiet"
      onClick={() => {
        closeDialog();
        setTimeout(() => jumpTo(room, seq));
      }}
    >
      <span class="pin-head">
        {!message.me && <bdi>{nameOf(message.author)}</bdi>}
        <time dateTime={pin.at} title={fullTime(at)}>{shortTime(at)}</time>
      </span>
      <span class="pin-text" dir="auto">{excerpt(message)}</span>
    </button>
  );
}
