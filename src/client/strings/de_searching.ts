/** The operators of the search: one types these or the English ones. In small letters. */
export const searching = {
  "after:": "nach:",
  "before:": "vor:",
  "from:": "von:",
  "has:": "hat:",
  "in:": "in:",
  "me": "mir",
} as const;
