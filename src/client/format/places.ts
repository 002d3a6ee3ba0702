/**
 * The place that moves a favourite by one, up (-1) or down (1); undefined where it is at that end already.
 * @param places of all favourites, in their order
 */
export function placeBeside(places: readonly number[], place: number, step: -1 | 1): number | undefined {
  const index = places.indexOf(place);
  const next = places[index + step];
  if (index < 0 || next === undefined) return undefined;
  const beyond = places[index + 2 * step];
  return beyond === undefined ? next + step : (next + beyond) / 2;
}
