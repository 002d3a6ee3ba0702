import { listMentions } from "../state/mentions.ts";
import { t } from "../strings/t.ts";
import { MessageIndex } from "./message_index.tsx";

/** The messages that call the reader, newest first. */
export function Mentions() {
  return (
    <MessageIndex title={t("Mentions")} nothing={t("Nobody has mentioned you yet.")} list={listMentions} />
  );
}
