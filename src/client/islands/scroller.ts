import { signal } from "@preact/signals";
import type { Chunk } from "../format/chunks.ts";
import { chunkAt, heightOf, type Range, windowAround } from "../format/window.ts";
import { whenIdle } from "./idle.ts";
import { type Anchor, findRow, measureChunks, mountedEdges, rowAtTop } from "./mounted.ts";

/** What to draw: a range of chunks, and the heights (px) of what is left out around it. */
export interface LogWindow {
  range: Range;
  above: number;
  below: number;
}

const OVERSCAN = 800;
const NEAR_BOTTOM = 24;

/**
 * Keeps the place of a reader in a log of any length of which only a window is mounted. At the bottom it follows what
 * comes; elsewhere the row at the top of the view stays where it is, whatever is loaded, measured or resized around it.
 */
export class Scroller {
  /** Whether the end of the log is in view. */
  readonly atBottom = signal(true);
  /** Changes when another window is to be drawn. */
  readonly version = signal(0);
  /** Called when there is little left above. */
  onNearTop: () => void = () => {};
  #log: HTMLElement | undefined;
  #list: HTMLElement | undefined;
  #chunks: readonly Chunk[] = [];
  #range: Range = { from: 0, to: 0 };
  #heights = new Map<number, number>();
  #rowHeight = 40;
  #width = 0;
  #height = 0;
  #anchor: Anchor | undefined;
  /** Pixels that are mounted beyond the view. None at first: what is seen is drawn soonest. */
  #overscan = 0;
  #cancelWiden = () => {};
  #observer = new ResizeObserver(() => this.settle());
  #scrolled = () => this.#onScroll();

  /** Begins at the bottom, or at the place that a former `place` told. */
  constructor(place?: Anchor) {
    this.#anchor = place;
    this.atBottom.value = place === undefined;
  }

  /** Where the reader is; undefined at the bottom. */
  get place(): Anchor | undefined {
    return this.atBottom.peek() ? undefined : this.#anchor;
  }

  attach(log: HTMLElement, list: HTMLElement): void {
    this.#log = log;
    this.#list = list;
    this.#observer.observe(log);
    this.#observer.observe(list);
    log.addEventListener("scroll", this.#scrolled, { passive: true });
    this.settle();
    this.#cancelWiden = whenIdle(() => {
      this.#overscan = OVERSCAN;
      this.#redraw();
    });
  }

  detach(): void {
    this.#cancelWiden();
    this.#observer.disconnect();
    this.#log?.removeEventListener("scroll", this.#scrolled);
    this.#log = this.#list = undefined;
  }

  /** Chooses the window of `chunks` to mount around the reader's place. */
  window(chunks: readonly Chunk[]): LogWindow {
    const sizes = this.#sizes(chunks);
    const range = this.#chooseRange(chunks, sizes);
    this.#chunks = chunks;
    this.#range = range;
    return {
      range,
      above: heightOf(sizes, 0, range.from),
      below: heightOf(sizes, range.to, sizes.length),
    };
  }

  /** After each drawing and each change of size: measures, and brings the reader's place back to where it was. */
  settle(): void {
    if (this.#log === undefined || this.#log.clientHeight === 0) return;
    this.#height = this.#log.clientHeight;
    this.#measure();
    this.#restore();
    this.#watchEdges();
  }

  /** Goes to the end, and follows it from then on. */
  follow(): void {
    this.atBottom.value = true;
    this.#redraw();
  }

  /** Brings a row to `share` of the view's height from its top. */
  reveal(row: string, chunk: number, share: number): void {
    this.#anchor = { row, chunk, bottom: (this.#log?.clientHeight ?? 0) * share };
    this.atBottom.value = false;
    this.#redraw();
  }

  /** Brings a row into view where it is not; gives its element, undefined where it is not drawn yet. */
  show(row: string, share: number): HTMLElement | undefined {
    const found = this.#list && findRow(this.#list, row);
    if (found !== undefined && this.sees(row)) return found;
    const chunk = this.#chunks.find(({ rows }) => rows.some(({ key }) => key === row));
    if (chunk !== undefined) this.reveal(row, chunk.key, share);
    return undefined;
  }

  /** Whether a row is mounted and within the view. */
  sees(row: string): boolean {
    const found = this.#list && findRow(this.#list, row)?.getBoundingClientRect();
    const view = this.#log?.getBoundingClientRect();
    return found !== undefined && view !== undefined && found.top >= view.top && found.bottom <= view.bottom;
  }

  /** Scrolls by pages; ±Infinity goes to the end of what is loaded. */
  page(pages: number): void {
    if (pages === Infinity) return this.follow();
    if (this.#log === undefined) return;
    this.settle();
    this.#log.scrollTop = pages === -Infinity
      ? 0
      : this.#log.scrollTop + pages * 0.85 * this.#log.clientHeight;
  }

  #chooseRange(chunks: readonly Chunk[], sizes: number[]): Range {
    const view = this.#log?.clientHeight ?? innerHeight;
    if (this.atBottom.peek()) {
      return windowAround(sizes, sizes.length - 1, { above: view + this.#overscan, below: 0 });
    }
    const anchored = chunks.findIndex((chunk) => chunk.key === this.#anchor?.chunk);
    const index = anchored >= 0 ? anchored : chunkAt(sizes, this.#scrollTop());
    return windowAround(sizes, index, {
      above: this.#overscan,
      below: (sizes[index] ?? 0) + view + this.#overscan,
    });
  }

  /** How far the view is below the top of the first chunk, in px. */
  #scrollTop(): number {
    return this.#log === undefined ? 0 : this.#log.scrollTop - this.#list!.offsetTop;
  }

  #measure(): void {
    // Text breaks elsewhere in another width: what was measured is no longer true.
    if (this.#width !== this.#list!.clientWidth) this.#heights.clear();
    this.#width = this.#list!.clientWidth;
    const { heights, rowHeight } = measureChunks(this.#list!);
    for (const [key, height] of heights) this.#heights.set(key, height);
    this.#rowHeight = rowHeight ?? this.#rowHeight;
  }

  #restore(): void {
    const log = this.#log!;
    if (this.atBottom.peek()) {
      log.scrollTop = log.scrollHeight;
      return;
    }
    const row = this.#anchor && findRow(this.#list!, this.#anchor.row);
    if (!row) return this.#remember();
    const shift = row.getBoundingClientRect().bottom - log.getBoundingClientRect().top - this.#anchor!.bottom;
    if (Math.abs(shift) >= 0.5) log.scrollTop += shift;
  }

  #onScroll(): void {
    const log = this.#log!;
    if (log.clientHeight === 0) return;
    // Not the reader but a change of size moved it.
    if (log.clientHeight !== this.#height) return this.settle();
    this.atBottom.value = log.scrollHeight - log.clientHeight - log.scrollTop <= NEAR_BOTTOM;
    this.#remember();
    this.#watchEdges();
  }

  #remember(): void {
    this.#anchor = rowAtTop(this.#list!, this.#log!.getBoundingClientRect());
  }

  /** Asks for another window where the mounted one ends too near, and for older messages where the log does. */
  #watchEdges(): void {
    const view = this.#log!.getBoundingClientRect();
    const { top, bottom } = mountedEdges(this.#list!);
    const short = (this.#range.from > 0 && top > view.top - this.#overscan / 4) ||
      (this.#range.to < this.#chunks.length && bottom < view.bottom + this.#overscan / 4);
    if (short && this.#wantsMore()) this.#redraw();
    if (this.#log!.scrollTop < 1.5 * view.height) this.onNearTop();
  }

  #wantsMore(): boolean {
    const { from, to } = this.#range;
    const wanted = this.#chooseRange(this.#chunks, this.#sizes(this.#chunks));
    return wanted.from !== from || wanted.to !== to;
  }

  #sizes(chunks: readonly Chunk[]): number[] {
    return chunks.map((chunk) => this.#heights.get(chunk.key) ?? chunk.rows.length * this.#rowHeight);
  }

  #redraw(): void {
    this.version.value = this.version.peek() + 1;
  }
}
