import { canClose, canOpen, type Sides } from "./flanks.ts";
import type { Inline, LinkNode, Mark } from "./nodes.ts";

interface Opener {
  sign: string;
  count: number;
  /** Where its own text stands among the nodes. */
  index: number;
}

/** Bold in italic in a link …: deeper than this nobody means, and a browser should not have to draw. */
const MAX_DEPTH = 6;
const MARKS: Record<string, Mark> = { "*1": "italic", "*2": "bold", "_1": "italic", "~2": "strike" };
/** By a closing run's length: the opening ones that it may end. Three are bold and italic at once. */
const FITTING: Record<number, number[]> = { 1: [1, 3], 2: [2, 3], 3: [3, 2, 1] };

/** Collects the nodes of a text, and folds what stands between an opening mark and its closing one. Each step is amortised constant time. */
export class Builder {
  #nodes: Inline[] = [];
  /** How deep each node is. */
  #depths: number[] = [];
  #openers: Opener[] = [];
  /** Places among the openers, by sign and count. */
  readonly #places = new Map<string, number[]>();
  /** Marks that would have opened, but for a backslash. */
  readonly #escaped = new Set<string>();

  text(text: string): void {
    if (text !== "") this.add({ kind: "text", text });
  }

  add(node: Inline, depth = 0): void {
    this.#nodes.push(node);
    this.#depths.push(depth);
  }

  open(sign: string, count: number): void {
    this.#push({ sign, count, index: this.#nodes.length });
    this.text(sign.repeat(count));
  }

  /** Whether a mark behind a backslash would have opened or closed anything. */
  escape(key: string, sides: Sides): boolean {
    if (canOpen(sides)) {
      this.#escaped.add(key);
      return true;
    }
    return canClose(sides) && (this.#escaped.has(key) || this.#last(key) >= 0);
  }

  /** Ends what a run of marks can end; gives how many of them are left over. */
  close(sign: string, count: number): number {
    while (count > 0) {
      const place = Math.max(...FITTING[count]!.map((fit) => this.#last(sign + fit)));
      if (place < 0) break;
      const { index, count: opened } = this.#openers[place]!;
      const used = Math.min(opened, count);
      this.#cut(place);
      const folded = this.#fold(index, (children) => wrap(sign, used, children));
      if (!folded) break;
      if (opened > used) this.#reopen(sign, opened - used, index);
      count -= used;
    }
    return count;
  }

  /** Makes a link of what stands behind the last "["; says whether there was one. No link is in another. */
  link(link: Omit<LinkNode, "children">): boolean {
    const place = this.#last("[1");
    if (place < 0) return false;
    const { index } = this.#openers[place]!;
    this.#cut(place);
    if (index === this.#nodes.length - 1) return false;
    const folded = this.#fold(index, (children) => ({ ...link, children: children.map(unlink) }));
    if (folded) this.#forgetBrackets();
    return folded;
  }

  /** All nodes; neighbouring texts are one. */
  finish(): Inline[] {
    return join(this.#nodes);
  }

  #push(opener: Opener): void {
    const key = opener.sign + opener.count;
    if (!this.#places.has(key)) this.#places.set(key, []);
    this.#places.get(key)!.push(this.#openers.length);
    this.#openers.push(opener);
  }

  /** The brackets that are open cannot become links any more. */
  #forgetBrackets(): void {
    this.#places.set("[1", []);
  }

  #last(key: string): number {
    return this.#places.get(key)?.at(-1) ?? -1;
  }

  /** Forgets this opener and those behind it. */
  #cut(place: number): void {
    while (this.#openers.length > place) {
      const { sign, count } = this.#openers.pop()!;
      const places = this.#places.get(sign + count)!;
      if (places.at(-1) === this.#openers.length) places.pop();
    }
  }

  /** Puts one node in the place of the opener at `index` and all behind it; not where it would be too deep. */
  #fold(index: number, make: (children: Inline[]) => Inline): boolean {
    const depth = 1 + this.#depths.slice(index + 1).reduce((most, one) => Math.max(most, one), 0);
    if (depth > MAX_DEPTH) {
      // Each opener that is left stands around the same nodes.
      this.#cut(0);
      return false;
    }
    const children = join(this.#nodes.splice(index + 1));
    this.#nodes.length = this.#depths.length = index;
    this.add(make(children), depth);
    return true;
  }

  /** What is left of an opening run of three stands before what its inner marks enclose. */
  #reopen(sign: string, count: number, index: number): void {
    const folded = this.#nodes.pop()!;
    const depth = this.#depths.pop()!;
    this.#push({ sign, count, index });
    this.text(sign.repeat(count));
    this.add(folded, depth);
  }
}

function wrap(sign: string, count: number, children: Inline[]): Inline {
  if (count === 3) return { kind: "bold", children: [{ kind: "italic", children }] };
  return { kind: MARKS[sign + count]!, children };
}

function unlink(node: Inline): Inline {
  if (node.kind === "link") return { kind: "text", text: node.children.map(textOf).join("") };
  if ("children" in node) return { ...node, children: node.children.map(unlink) };
  return node;
}

function textOf(node: Inline): string {
  return "children" in node ? node.children.map(textOf).join("") : node.text;
}

function join(nodes: readonly Inline[]): Inline[] {
  const joined: Inline[] = [];
  let texts: string[] = [];
  for (const node of nodes) {
    if (node.kind === "text") {
      texts.push(node.text);
      continue;
    }
    flush();
    joined.push(node);
  }
  flush();
  return joined;

  function flush(): void {
    if (texts.length > 0) joined.push({ kind: "text", text: texts.join("") });
    texts = [];
  }
}
