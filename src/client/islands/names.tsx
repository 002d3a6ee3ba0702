import type { User } from "../../protocol/models.ts";
import { nameParts } from "../format/names.ts";
import { nameOf } from "../state/people.ts";

export interface NamesProps {
  people: readonly User[];
  max?: number;
}

/** "Ada, Bo and 3 others", each name isolated from the direction of the text around it. */
export function Names({ people, max }: NamesProps) {
  const parts = nameParts(people.map(nameOf), max);
  return <>{parts.map((part, index) => part.name ? <bdi key={index}>{part.text}</bdi> : part.text)}</>;
}
