import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { MessageVersion } from "../../protocol/models.ts";
import { fullTime } from "../format/times.ts";
import { versionsOf } from "../state/message_changes.ts";
import { t } from "../strings/t.ts";
import { acted, faultOf } from "./acts.ts";
import { Dialog } from "./dialog.tsx";
import { MessageText } from "./message_text.tsx";

/** All texts that a message had, the newest first. */
export function Versions() {
  const versions = useSignal<MessageVersion[]>([]);
  const fault = useSignal("");
  useEffect(() => {
    const about = acted.peek();
    if (about === undefined) return;
    versionsOf({ room: about.room.id, message: about.seq })
      .then((all) => versions.value = all.toReversed(), (error) => fault.value = faultOf(error));
  }, []);
  return (
    <Dialog title={t("Earlier texts")} class="wide">
      <p class="fault" role="alert">{fault.value}</p>
      <ol class="versions" tabIndex={0} aria-label={t("Texts, the newest first")}>
        {versions.value.map(({ seq, at, text }, index) => (
          <li key={seq}>
            <time dateTime={at}>
              {index === 0
                ? t("Now, since {time}", { time: fullTime(Date.parse(at)) })
                : fullTime(Date.parse(at))}
            </time>
            <MessageText text={text} />
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
