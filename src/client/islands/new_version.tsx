import { newVersion } from "../state/new_version.ts";
import { t } from "../strings/t.ts";

/** Offers the newer version of the page, in one quiet line. */
export function NewVersion() {
  return (
    <div class="new-version" role="status">
      {newVersion.value && (
        <p>
          {t("A new version is ready")}
          <button type="button" class="link" onClick={newVersion.value}>{t("Use it now")}</button>
        </p>
      )}
    </div>
  );
}
