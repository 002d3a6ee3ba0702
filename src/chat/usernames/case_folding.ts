/**
 * Full case folding of a text, in NFD (Unicode chapter 3.13, without locale).
 * Lower case alone would keep 'ß' and 'SS', and the two small sigmas, apart.
 */
export function foldCase(text: string): string {
  const decomposed = text.normalize("NFD");
  const folded = decomposed.toLowerCase().toUpperCase().toLowerCase();
  return folded.replaceAll("ς", "σ").normalize("NFD");
}
