import { liftBan, type ListedBan } from "../../admin_api.ts";
import { t } from "../../strings/t.ts";
import { PageList } from "./page_list.tsx";
import type { Pages } from "./pages.ts";
import { dayAndTime } from "./times.ts";

/** Who may not come to the server. */
export function Bans({ bans }: { bans: Pages<ListedBan> }) {
  if (bans.closed.value) return null;
  return (
    <section class="admin-part" aria-labelledby="bans-heading">
      <h3 id="bans-heading">{t("Banned")}</h3>
      <PageList label={t("Banned")} nothing={t("Nobody is banned.")} pages={bans}>
        {(one) => (
          <li key={one.id}>
            <div class="admin-who">
              <p class="directory-name">
                <bdi>{one.user?.name ?? one.network}</bdi>
                <span class="chip">
                  {one.until === undefined
                    ? t("for good")
                    : t("until {time}", { time: dayAndTime(one.until) })}
                </span>
              </p>
              <p class="small">
                <bdi>{t("by {name}, {time}", { name: one.by.name, time: dayAndTime(one.at) })}</bdi>
                {one.reason !== undefined && (
                  <>
                    : <bdi dir="auto">{one.reason}</bdi>
                  </>
                )}
              </p>
            </div>
            <div class="admin-acts">
              <button
                type="button"
                aria-label={t("Lift the ban of {name}", { name: one.user?.name ?? one.network ?? "" })}
                onClick={() => bans.after(liftBan(one.id))}
              >
                {t("Lift")}
              </button>
            </div>
          </li>
        )}
      </PageList>
    </section>
  );
}
