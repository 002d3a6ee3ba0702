import type { RoomModel } from "../state/rooms.ts";
import { txn } from "../strings/t.ts";
import { Names } from "./names.tsx";

export interface TypingLineProps {
  room: RoomModel;
}

/** Who is typing. The line is always there, so that nothing jumps. */
export function TypingLine({ room }: TypingLineProps) {
  const people = room.typing.value;
  return (
    <div class="typing" aria-live="off">
      {people.length > 0 && (
        <>
          <span class="dots" aria-hidden="true">
            <i />
            <i />
            <i />
          </span>
          <span>
            {txn(people.length, "{names} is typing…", "{names} are typing…", {
              names: <Names people={people} />,
            })}
          </span>
        </>
      )}
    </div>
  );
}
