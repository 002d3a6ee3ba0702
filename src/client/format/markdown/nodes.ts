/** What a message is made of. All text of it is in these nodes; the marks that shaped it are not. */
export type Block =
  | { kind: "paragraph"; children: Inline[] }
  | { kind: "quote"; children: Block[] }
  | { kind: "list"; ordered: boolean; items: Item[] }
  | { kind: "code"; language: string; text: string };

export interface Item {
  /** As it was written, in an ordered list. */
  number: number;
  children: Block[];
}

export type Inline =
  | { kind: "text"; text: string }
  | { kind: "code"; text: string }
  | { kind: Mark; children: Inline[] }
  | LinkNode
  /** `@ada` or `#lobby`: whether there is such a one, the reader's page knows. */
  | { kind: "person" | "room"; text: string };

export interface LinkNode {
  kind: "link";
  href: string;
  /** Where it leads, in plain words, where the text does not say it. */
  host?: string;
  children: Inline[];
}

export type Mark = "bold" | "italic" | "strike";
