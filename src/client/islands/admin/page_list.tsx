import type { ComponentChildren } from "preact";
import { t } from "../../strings/t.ts";
import type { Pages } from "./pages.ts";

export interface PageListProps<T> {
  label: string;
  /** What is said where the list is empty. */
  nothing: string;
  pages: Pages<T>;
  children: (item: T) => ComponentChildren;
}

/** A list with a button for what is not shown of it yet. */
export function PageList<T>({ label, nothing, pages, children }: PageListProps<T>) {
  const items = pages.items.value;
  return (
    <>
      <p class="fault" role="alert">{pages.fault.value}</p>
      <ul class="admin-list" aria-label={label}>
        {items?.map(children)}
        {items?.length === 0 && <li class="nothing">{nothing}</li>}
        {items === undefined && pages.fault.value === "" && (
          <li class="nothing">
            <span class="spinner" role="img" aria-label={t("Loading")} />
          </li>
        )}
      </ul>
      {pages.next.value !== undefined && (
        <button type="button" onClick={() => pages.more()}>{t("Show more")}</button>
      )}
    </>
  );
}
