import { applyUpdate, updateReady } from "../state/updates.ts";

/** Offers the newer version of the page, in one quiet line. */
export function NewVersion() {
  return (
    <div class="new-version" role="status">
      {updateReady.value && (
        <p>
          A new version is ready
          <button type="button" class="link" onClick={applyUpdate}>Use it now</button>
        </p>
      )}
    </div>
  );
}
