import { useSignal, useSignalEffect } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { ListedPerson } from "../../../protocol/models.ts";
import { listBans, listPeople } from "../../admin_api.ts";
import { t } from "../../strings/t.ts";
import { Bans } from "./bans.tsx";
import { FindField } from "./find_field.tsx";
import { PageList } from "./page_list.tsx";
import { Pages } from "./pages.ts";
import { PersonRow } from "./person_row.tsx";

/** Who has an account or is signed in, and who may not come. */
export function People() {
  const query = useSignal("");
  const role = useSignal("");
  const people = useMemo(() =>
    new Pages<ListedPerson>(async (before) => {
      const page = await listPeople({ query: query.peek(), role: role.peek(), before });
      return { items: page.people, next: page.next };
    }), []);
  const bans = useMemo(() => new Pages(async () => ({ items: await listBans() })), []);
  useSignalEffect(() => {
    query.value;
    role.value;
    people.begin();
  });
  useSignalEffect(() => void bans.begin());

  return (
    <>
      <div class="admin-find">
        <FindField label={t("Find a person")} query={query} />
        <select
          aria-label={t("Role on the server")}
          value={role.value}
          onChange={(event) => role.value = event.currentTarget.value}
        >
          <option value="">{t("Everyone")}</option>
          <option value="owner">{t("Owners")}</option>
          <option value="admin">{t("Admins")}</option>
          <option value="member">{t("With an account")}</option>
          <option value="guest">{t("Guests")}</option>
        </select>
      </div>
      <PageList label={t("People")} nothing={t("Nobody is called that.")} pages={people}>
        {(person) => <PersonRow key={person.user.id} person={person} people={people} bans={bans} />}
      </PageList>
      <Bans bans={bans} />
    </>
  );
}
