import type { LogRecord } from "@std/log";

/** What a line says besides its time and level. */
export type Fields = Record<string, unknown>;

// What JSON leaves as it is and a terminal or a line reader takes for a command, or a reader does not see: DEL, C1
// controls, line separators, turns of direction, characters without width.
const HARMFUL =
  /[\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;

let lastSecond = -1;
let secondText = "";

/** One record as one line of JSON: `{"time":…,"level":…,…}`; nothing in it can end the line or colour a terminal. */
export function formatLine(record: LogRecord): string {
  const rest = fieldsText(record.args[0]);
  const head = `{"time":"${formatTime(record.datetime)}","level":"${record.levelName}","event":${
    JSON.stringify(record.msg)
  }`;
  const line = rest === "{}" ? `${head}}` : `${head},${rest.slice(1)}`;
  return HARMFUL.test(line) ? line.replace(HARMFUL, escapeCharacter) : line;
}

/** The fields as a JSON object; a line is written also where none can be made of them. */
function fieldsText(fields: unknown): string {
  try {
    const text = JSON.stringify(fields) ?? "{}";
    return text.startsWith("{") ? text : "{}";
  } catch (error) {
    return JSON.stringify({ unreadable: String(error) });
  }
}

/** ISO 8601 in UTC with milliseconds; the part down to the second is made once a second. */
function formatTime(date: Date): string {
  const ms = date.getTime();
  const second = Math.floor(ms / 1000);
  if (second !== lastSecond) {
    lastSecond = second;
    secondText = date.toISOString().slice(0, 20);
  }
  return `${secondText}${String(ms - second * 1000).padStart(3, "0")}Z`;
}

function escapeCharacter(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
