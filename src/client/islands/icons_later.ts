/** Drawings that come after the first view, with what they stand in. */
export const LATER_ICONS = {
  bookmark: "M7 4h10v16l-5-4-5 4Z",
  forward: "m15 7 5 5-5 5m5-5h-9a7 7 0 0 0-7 7",
  close: "M6 6l12 12M18 6 6 18",
  contrast: "M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0ZM12 3v18m3-16.5v15m3-12.5v10",
  copy: "M9 9h11v11H9zM15 9V4H4v11h5",
  dots: "M6 12h.01M12 12h.01M18 12h.01",
  edit: "M4 20h4L19.5 8.5l-4-4L4 16v4Zm9-13 4 4",
  key: "M15.5 11.5a4 4 0 1 0-4-4c0 .6.1 1.1.3 1.6L4 17v3h3.5v-2.5H10V15l2.9-2.9c.8-.4 1.7-.6 2.6-.6Zm1-5v.01",
  keyboard: "M3 6.5h18v11H3zM7 10h.01M11 10h.01M15 10h.01M18 10h.01M8 14h8",
  leave: "M14 4H5v16h9m-4-8h11m-4-4 4 4-4 4",
  link:
    "M10 14a4.5 4.5 0 0 0 6.4 0l3.3-3.3a4.5 4.5 0 0 0-6.4-6.4L12 5.6M14 10a4.5 4.5 0 0 0-6.4 0l-3.3 3.3a4.5 4.5 0 0 0 6.4 6.4l1.3-1.3",
  monitor: "M3 5h18v11H3zm6 15h6m-3-4v4",
  moon: "M20 14.5A8.5 8.5 0 0 1 9.5 4 8.5 8.5 0 1 0 20 14.5Z",
  reply: "m9 7-5 5 5 5m-5-5h9a7 7 0 0 1 7 7",
  retry: "M20 11a8 8 0 1 0-1.5 6M20 4v7h-7",
  slash: "m15 4-6 16",
  star: "m12 3.5 2.6 5.4 5.9.8-4.3 4.1 1 5.9-5.2-2.8-5.2 2.8 1-5.9-4.3-4.1 5.9-.8Z",
  sliders:
    "M4 7h9m5 0h2M4 17h3m5 0h8M18 7a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Zm-6 10a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0Z",
  thread: "M4 5h16v11H9l-5 4V5Zm4 4h8m-8 3h5",
  unread: "M20 11v7a2 2 0 0 1-2 2H6a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2h7m7 1a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z",
  sun:
    "M16 12a4 4 0 1 1-8 0 4 4 0 0 1 8 0ZM12 2.5v2m0 15v2m9.5-9.5h-2m-15 0h-2m16.2-6.7-1.4 1.4M6.7 17.3l-1.4 1.4m13.4 0-1.4-1.4M6.7 6.7 5.3 5.3",
  trash: "M4 7h16M10 7V4h4v3m-8 0 1 13h10l1-13m-7 4v5m4-5v5",
  up: "M12 19V6m-6 6 6-6 6 6",
} as const;

export type LaterIconName = keyof typeof LATER_ICONS;
