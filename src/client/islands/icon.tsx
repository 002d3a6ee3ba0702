import type { LaterIconName } from "./icons_later.ts";

/** Those of the first view; all others stand in icons_later.ts. */
const PATHS = {
  alert: "M12 8v5m0 3.5v.01M12 3 2.5 20h19L12 3Z",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm0-4v5.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1",
  back: "m14.5 5-7 7 7 7",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  compass: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-5.5-3.5-2 5-5 2 2-5 5-2Z",
  down: "M12 5v13m-6-6 6 6 6-6",
  hash: "M9.5 4 7.5 20m9-16-2 16M4.5 9h16m-17 6h16",
  lock: "M6 11h12v9H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
  more: "m7 10 5 5 5-5",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6m.5-15.2a3.5 3.5 0 0 1 0 6.4m2 3.3c2.1.9 3.5 2.9 3.5 5.5",
  person:
    "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.5 20.5c0-4 3.4-6.5 7.5-6.5s7.5 2.5 7.5 6.5",
  pin: "M12 14v7M8 3.5h8m-7 0v6L6.5 14h11L15 9.5v-6",
  plus: "M12 5v14m-7-7h14",
  search: "m20 20-4.5-4.5M18 10.5a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z",
  send: "M12 19V5m-6 6 6-6 6 6",
  settings:
    "M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-7 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  smile: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8 14c.8 1.7 2.2 2.5 4 2.5s3.2-.8 4-2.5M9 9.5v.01M15 9.5v.01",
} as const;

export type IconName = keyof typeof PATHS | LaterIconName;

const paths: Partial<Record<IconName, string>> = { ...PATHS };

/** Makes more drawings known. */
export function addIcons(more: Record<LaterIconName, string>): void {
  Object.assign(paths, more);
}

export interface IconProps {
  name: IconName;
  size?: number;
}

/** A line drawing in the colour of the text. It says nothing to those who do not see it: its button has the words. */
export function Icon({ name, size = 18 }: IconProps) {
  return (
    <svg class={`icon icon-${name}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={paths[name]} />
    </svg>
  );
}
