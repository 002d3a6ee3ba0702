import type { LogEvent } from "../protocol/events.ts";
import type { FirstSight } from "../protocol/first_sight.ts";

type Posted = Extract<LogEvent, { type: "message.posted" }>;

/** Messages that are drawn: more than fit a view are scrolled to by the page's own log. */
const ROWS = 15;
/** Characters of a text that are drawn. */
const MAX_TEXT = 1_000;
const GROUP_MS = 5 * 60_000;

/**
 * The last messages of the open room as HTML, to be seen while the page's script is on its way: their texts as they were
 * written, without what only the script knows, such as the reader's time zone. The script draws all anew in their place.
 */
export function drawFirstRows({ user, rooms, blocked = [], page }: FirstSight): string {
  const room = rooms.find(({ id }) => id === page?.room);
  const posted = page?.events.filter(isShown).filter(({ message }) => !blocked.includes(message.author.id))
    .slice(-ROWS) ?? [];
  if (room === undefined || posted.length === 0) return "";
  const rows = posted.map((event, index) => drawRow(event, { self: user.id, before: posted[index - 1] }));
  return `<div class="workspace first-rows"><nav class="sidebar"></nav><main class="room">` +
    `<header class="room-header"><div class="room-title"><h1><bdi>${
      toHtml(nameOf(room, user.id))
    }</bdi></h1>` +
    `<p dir="auto">${toHtml(room.topic)}</p></div></header>` +
    `<div class="log-frame"><div class="log" role="log"><div class="list">${
      rows.join("")
    }</div></div></div>` +
    `<div class="first-composer"></div></main></div>`;
}

function drawRow({ at, message }: Posted, { self, before }: { self: string; before: Posted | undefined }) {
  const { author, deleted, text } = message;
  const head = author.id !== before?.message.author.id || Date.parse(at) - Date.parse(before.at) >= GROUP_MS;
  const own = author.id === self;
  const classes = `message${head ? " head" : ""}${own ? " own" : ""}`;
  const avatar = head ? `<span class="avatar${own ? " own-avatar" : ""}"></span>` : "<time></time>";
  const name = head ? `<header><bdi class="author">${toHtml(author.name)}</bdi></header>` : "";
  const body = deleted
    ? `<p class="gone">Message deleted</p>`
    : `<div class="text" dir="auto">${toHtml(text.slice(0, MAX_TEXT))}</div>`;
  return `<article class="${classes}">${avatar}<div class="body">${name}${body}</div></article>`;
}

/** A reply stands in its thread. */
function isShown(event: LogEvent): event is Posted {
  return event.type === "message.posted" && event.message.thread === undefined;
}

function nameOf({ kind, name, people }: FirstSight["rooms"][number], self: string): string {
  if (kind !== "direct") return name;
  return (people ?? []).filter(({ id }) => id !== self).map((user) => user.name).join(", ");
}

/** A text to stand between tags. */
export function toHtml(text: string): string {
  return text.replace(/[&<>]/g, (sign) => ({ "&": "&amp;", "<": "&lt;", ">": "&gt;" })[sign]!);
}
