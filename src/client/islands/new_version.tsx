import { newVersion } from "../state/new_version.ts";

/** Offers the newer version of the page, in one quiet line. */
export function NewVersion() {
  return (
    <div class="new-version" role="status">
      {newVersion.value && (
        <p>
          A new version is ready
          <button type="button" class="link" onClick={newVersion.value}>Use it now</button>
        </p>
      )}
    </div>
  );
}
