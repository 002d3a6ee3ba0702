const PATHS = {
  alert: "M12 8v5m0 3.5v.01M12 3 2.5 20h19L12 3Z",
  at: "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0Zm0-4v5.5a2.5 2.5 0 0 0 5 0V12a9 9 0 1 0-3.5 7.1",
  back: "m14.5 5-7 7 7 7",
  bookmark: "M7 4h10v16l-5-4-5 4Z",
  check: "m5 12.5 4.5 4.5L19 7.5",
  clock: "M12 7v5l3 2M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z",
  close: "M6 6l12 12M18 6 6 18",
  compass: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Zm-5.5-3.5-2 5-5 2 2-5 5-2Z",
  contrast: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 3v18m3-16.5v15m3-12.5v10",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  dots: "M6 12h.01M12 12h.01M18 12h.01",
  down: "M12 5v13m-6-6 6 6 6-6",
  edit: "M4 20h4L19.5 8.5l-4-4L4 16v4Zm9-13 4 4",
  forward: "m15 7 5 5-5 5m5-5h-9a7 7 0 0 0-7 7",
  hash: "M9.5 4 7.5 20m9-16-2 16M4.5 9h16m-17 6h16",
  key: "M15.5 11.5a4 4 0 1 0-4-4c0 .6.1 1.1.3 1.6L4 17v3h3.5v-2.5H10V15l2.9-2.9c.8-.4 1.7-.6 2.6-.6Zm1-5v.01",
  keyboard: "M3 6.5h18v11H3zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8",
  leave: "M14 4H5v16h9m-4-8h11m-4-4 4 4-4 4",
  link:
    "M10 14a4.5 4.5 0 0 0 6.4 0l3.3-3.3a4.5 4.5 0 0 0-6.4-6.4L12 5.6M14 10a4.5 4.5 0 0 0-6.4 0l-3.3 3.3a4.5 4.5 0 0 0 6.4 6.4l1.3-1.3",
  lock: "M6 11h12v9H6zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
  monitor: "M3 5h18v11H3zm6 15h6m-3-4v4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  more: "m7 10 5 5 5-5",
  people:
    "M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.5 20c0-3.6 2.9-6 6.5-6s6.5 2.4 6.5 6m.5-15.2a3.5 3.5 0 0 1 0 6.4m2 3.3c2.1.9 3.5 2.9 3.5 5.5",
  person:
    "M12 11.5a3.75 3.75 0 1 0 0-7.5 3.75 3.75 0 0 0 0 7.5ZM4.5 20.5c0-4 3.4-6.5 7.5-6.5s7.5 2.5 7.5 6.5",
  pin: "M12 14v7M8 3.5h8m-7 0v6L6.5 14h11L15 9.5v-6",
  plus: "M12 5v14m-7-7h14",
  reply: "m9 7-5 5 5 5m-5-5h9a7 7 0 0 1 7 7",
  retry: "M20 11a8 8 0 1 0-1.5 6M20 4v7h-7",
  search: "m20 20-4.5-4.5M18 10.5a7.5 7.5 0 1 1-15 0 7.5 7.5 0 0 1 15 0Z",
  send: "M12 19V5m-6 6 6-6 6 6",
  slash: "m15 4-6 16",
  settings:
    "M4 7h9m5 0h2M4 17h2m5 0h9M15.5 9.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Zm-7 10a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  star: "m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8Z",
  sliders:
    "M4 7h9m5 0h2M4 17h3m5 0h8M18 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm-6 10a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z",
  smile: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM8 14c.8 1.7 2.2 2.5 4 2.5s3.2-.8 4-2.5M9 9.5v.01M15 9.5v.01",
  thread: "M4 5h16v11H9l-5 4V5Zm4 4h8m-8 3h5",
  unread: "M20 11v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h7m7 1a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
  sun:
    "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM12 2.5v2m0 15v2m9.5-9.5h-2m-15 0h-2m16.2-6.7-1.4 1.4M6.7 17.3l-1.4 1.4m13.4 0-1.4-1.4M6.7 6.7 5.3 5.3",
  trash: "M4 7h16M10 7V4h4v3m-8 0 1 13h10l1-13m-7 4v5m4-5v5",
  up: "M12 19V6m-6 6 6-6 6 6",
} as const;

export type IconName = keyof typeof PATHS;

export interface IconProps {
  name: IconName;
  size?: number;
}

/** A line drawing in the colour of the text. It says nothing to those who do not see it: its button has the words. */
export function Icon({ name, size = 18 }: IconProps) {
  return (
    <svg class={`icon icon-${name}`} width={size} height={size} viewBox="0 0 24 24" aria-hidden="true">
      <path d={PATHS[name]} />
    </svg>
  );
}
