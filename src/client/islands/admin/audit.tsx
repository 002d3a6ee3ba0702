import { useEffect, useMemo } from "preact/hooks";
import { type AuditEntry, listAudit } from "../../admin_api.ts";
import { t } from "../../strings/t.ts";
import { PageList } from "./page_list.tsx";
import { Pages } from "./pages.ts";
import { dayAndTime } from "./times.ts";

/** What was done, by its name in the protocol. */
const acts = (): Record<string, string> => ({
  "room.kick": t("sent somebody away"),
  "room.ban": t("banned somebody from a room"),
  "room.unban": t("lifted a ban from a room"),
  "room.mute": t("muted somebody"),
  "room.unmute": t("let somebody speak again"),
  "room.purge": t("removed somebody's messages"),
  "room.change": t("changed a room"),
  "member.role": t("changed a role in a room"),
  "message.delete": t("deleted a message"),
  "report.close": t("closed a report"),
  "server.ban": t("banned from the server"),
  "server.unban": t("lifted a ban from the server"),
  "server.role": t("changed a role on the server"),
  "server.sign_out": t("signed somebody out everywhere"),
  "settings.access": t("changed who may come in"),
  "invitation.make": t("made an invitation"),
  "invitation.end": t("ended an invitation"),
});

/** What those did who keep order, newest first. */
export function Audit() {
  const entries = useMemo(() =>
    new Pages<AuditEntry>(async (before) => {
      const page = await listAudit(before);
      return { items: page.entries, next: page.next };
    }), []);
  useEffect(() => void entries.begin(), []);
  return (
    <PageList label={t("Audit log")} nothing={t("Nothing has been done yet.")} pages={entries}>
      {(entry) => <Entry key={entry.id} entry={entry} />}
    </PageList>
  );
}

function Entry({ entry: { at, act, by, whom, room, details } }: { entry: AuditEntry }) {
  const said = Object.entries(details ?? {}).map(([name, value]) => `${name}: ${show(value)}`).join(", ");
  return (
    <li>
      <div class="admin-who">
        <p>
          <bdi class="author">{by?.name ?? t("The server")}</bdi> {acts()[act] ?? act}
        </p>
        <p class="small">
          <time dateTime={at}>{dayAndTime(at)}</time>
          {whom && (
            <>
              {" · "}
              <bdi>{whom.name}</bdi>
            </>
          )}
          {room && (
            <>
              {" · "}
              <bdi>{t("in {room}", { room: room.name })}</bdi>
            </>
          )}
          {said !== "" && (
            <>
              {" · "}
              <bdi dir="auto">{said}</bdi>
            </>
          )}
        </p>
      </div>
    </li>
  );
}

function show(value: unknown): string {
  return typeof value === "string" ? value : JSON.stringify(value);
}
