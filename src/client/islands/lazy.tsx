import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { t } from "../strings/t.ts";

/** A component whose script is fetched when it is first shown. Until it is there nothing is; where it cannot be had, that is said. */
export function lazy<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const loaded = signal<{ Shown: ComponentType<Props> } | undefined>(undefined);
  const failed = signal(false);

  async function fetchOnce(): Promise<void> {
    if (loaded.peek() !== undefined) return;
    failed.value = false;
    try {
      loaded.value = { Shown: await load() };
    } catch {
      failed.value = true;
    }
  }

  return function Lazy(props) {
    useEffect(() => void fetchOnce(), []);
    if (loaded.value !== undefined) return <loaded.value.Shown {...props} />;
    return failed.value ? <p class="fault" role="alert">{notLoaded()}</p> : null;
  };
}

/** What people are told where a script of the page cannot be had: they are offline, or the server has another build by now. */
export const notLoaded = (): string =>
  t("This part of the page could not be loaded. Try again, or reload the page");
