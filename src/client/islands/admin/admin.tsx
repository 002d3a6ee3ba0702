import type { ComponentType } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { currentRoom } from "../../state/rooms.ts";
import { t } from "../../strings/t.ts";
import { Icon } from "../icon.tsx";
import { narrow } from "../page.ts";
import { listShown } from "../panels.ts";
import { adminTab, forgetAddress, goTo } from "../route.ts";
import { adminAddress } from "./address.ts";
import { Audit } from "./audit.tsx";
import { Invitations } from "./invitations.tsx";
import { People } from "./people.tsx";
import { Reports } from "./reports.tsx";
import { Rooms } from "./rooms.tsx";
import { Settings } from "./settings.tsx";

interface Tab {
  label: string;
  Shown: ComponentType;
}

const tabs = (): Record<string, Tab> => ({
  people: { label: t("People"), Shown: People },
  rooms: { label: t("Rooms"), Shown: Rooms },
  invitations: { label: t("Invitations"), Shown: Invitations },
  reports: { label: t("Reports"), Shown: Reports },
  audit: { label: t("Audit log"), Shown: Audit },
  settings: { label: t("Settings"), Shown: Settings },
});

/** What owners and admins of the server see of it, and do. */
export function Admin() {
  const name = Object.hasOwn(tabs(), adminTab.value ?? "") ? adminTab.value! : "people";
  const { label, Shown } = tabs()[name]!;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${label} · Parley`;
    heading.current?.focus();
  }, [name]);
  return (
    <main class="room admin">
      <header class="room-header">
        {narrow.value && (
          <button
            type="button"
            class="bare back"
            aria-label={t("All rooms")}
            onClick={() => listShown.value = true}
          >
            <Icon name="back" size={22} />
          </button>
        )}
        <div class="room-title">
          <h1>{t("Server")}</h1>
        </div>
        <button type="button" class="bare" aria-label={t("Close")} title={t("Close")} onClick={leave}>
          <Icon name="close" />
        </button>
      </header>
      <nav class="admin-tabs" aria-label={t("Server")}>
        {Object.entries(tabs()).map(([tab, { label }]) => (
          <a key={tab} href={adminAddress(tab)} aria-current={tab === name ? "page" : undefined}>
            {label}
          </a>
        ))}
      </nav>
      <div class="admin-body">
        <section class="admin-column" aria-labelledby="admin-heading">
          <h2 id="admin-heading" tabIndex={-1} ref={heading}>{label}</h2>
          <Shown key={name} />
        </section>
      </div>
    </main>
  );
}

function leave(): void {
  const room = currentRoom.peek();
  if (room === undefined) forgetAddress();
  else goTo(room.id);
}
