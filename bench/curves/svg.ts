import type { Figures } from "../support/part.ts";
import type { Line } from "./curve.ts";

const WIDTH = 640;
const HEIGHT = 360;
const LEFT = 64;
const RIGHT = 16;
const TOP = 20;
const BOTTOM = 56;
const COLORS = 3;

/** Readable on a light page and on a dark one: it brings its own ground. */
const STYLE =
  `svg{--ground:#fff;--ink:#1f2328;--faint:#d8dee4;--c0:#0969da;--c1:#bc4c00;--c2:#1a7f37;font:12px system-ui,sans-serif}
@media (prefers-color-scheme:dark){svg{--ground:#0d1117;--ink:#e6edf3;--faint:#30363d;--c0:#58a6ff;--c1:#f0883e;--c2:#3fb950}}
.ground{fill:var(--ground)}text{fill:var(--ink)}.grid{stroke:var(--faint)}
.line{fill:none;stroke-width:2}.dot{stroke:var(--ground);stroke-width:1.5}
${
    Array.from({ length: COLORS }, (_, index) =>
      `.l${index}{stroke:var(--c${index})}.f${index}{fill:var(--c${index})}`)
      .join("")
  }`;

interface Scale {
  at(value: number): number;
  ticks: number[];
}

/** Draws lines over one size, both axes logarithmic; a size of 0 stands a step left of the others. */
export function draw(
  points: readonly Figures[],
  { along, lines }: { along: string; lines: readonly Line[] },
): string {
  const x = sizeScale(points.map(({ size }) => size!));
  const y = valueScale(points.flatMap((point) => lines.map(({ figure }) => point[figure]!)));
  const bottom = HEIGHT - BOTTOM;
  const parts = [
    `<rect class="ground" width="${WIDTH}" height="${HEIGHT}" rx="6"/>`,
    ...y.ticks.map((value) =>
      `<path class="grid" d="M${LEFT} ${y.at(value)}H${WIDTH - RIGHT}"/>` +
      label(short(value), { x: LEFT - 8, y: y.at(value) + 4, anchor: "end" })
    ),
    ...x.ticks.map((value) => label(short(value), { x: x.at(value), y: bottom + 18, anchor: "middle" })),
    label(along, { x: (LEFT + WIDTH - RIGHT) / 2, y: bottom + 38, anchor: "middle" }),
    ...lines.flatMap(({ figure, title }, index) => {
      const places = points.map((point) => ({ x: x.at(point.size!), y: y.at(point[figure]!) }));
      const color = index % COLORS;
      return [
        `<path class="line l${color}" d="M${places.map((place) => `${place.x} ${place.y}`).join("L")}"/>`,
        ...places.map((place, at) =>
          `<circle class="dot f${color}" cx="${place.x}" cy="${place.y}" r="4"><title>${
            short(points[at]![figure]!)
          }</title></circle>`
        ),
        `<circle class="f${color}" cx="${LEFT + 14}" cy="${TOP + 8 + index * 18}" r="4"/>`,
        label(title, { x: LEFT + 24, y: TOP + 12 + index * 18, anchor: "start" }),
      ];
    }),
  ];
  const title = escape(`${lines.map((line) => line.title).join(", ")}, by ${along}`);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" width="${WIDTH}" height="${HEIGHT}" role="img" aria-label="${title}">\n<style>${STYLE}</style>\n${
    parts.join("\n")
  }\n</svg>\n`;
}

function sizeScale(sizes: readonly number[]): Scale {
  const least = Math.min(...sizes.filter((size) => size > 0));
  const log = (size: number) => Math.log10(Math.max(size, least / 10));
  const [from, to] = [Math.min(...sizes.map(log)), Math.max(...sizes.map(log))];
  const span = WIDTH - LEFT - RIGHT - 40;
  return { at: (size) => round(LEFT + 20 + (log(size) - from) / (to - from) * span), ticks: [...sizes] };
}

function valueScale(values: readonly number[]): Scale {
  const known = values.filter((value) => value > 0);
  const from = Math.floor(Math.log10(Math.min(...known)));
  // Room above for the words.
  const to = Math.ceil(Math.log10(Math.max(...known))) + 1;
  const span = HEIGHT - TOP - BOTTOM;
  const at = (value: number) =>
    round(HEIGHT - BOTTOM - (Math.max(from, Math.log10(value)) - from) / (to - from) * span);
  return { at, ticks: Array.from({ length: to - from + 1 }, (_, step) => 10 ** (from + step)) };
}

function label(text: string, { x, y, anchor }: { x: number; y: number; anchor: string }): string {
  return `<text x="${x}" y="${y}" text-anchor="${anchor}">${escape(text)}</text>`;
}

function short(value: number): string {
  if (value === 0) return "0";
  return value >= 1
    ? Number(value.toPrecision(3)).toLocaleString("en")
    : String(Number(value.toPrecision(2)));
}

function escape(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
