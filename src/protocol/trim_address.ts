const CLOSERS: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

/**
 * Takes off the punctuation that belongs to the sentence, not to the address; a bracket stays where its partner is inside.
 */
export function trimAddress(address: string): string {
  const counts = new Map<string, number>();
  for (const character of address) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1]!;
    const opener = CLOSERS[last];
    if (opener !== undefined) {
      if ((counts.get(opener) ?? 0) >= counts.get(last)!) break;
    } else if (!/[.,;:!?'*_~…、。，！？]/u.test(last)) {
      break;
    }
    counts.set(last, counts.get(last)! - 1);
  }
  return address.slice(0, end);
}
