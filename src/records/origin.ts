import type { Origin, RecordPlace } from './row.js';

/** Orders places as a scan meets them: by input, then by record. */
export const comparePlaces = (a: RecordPlace, b: RecordPlace): number =>
  a.input - b.input || a.record - b.record;

/** The record places of an origin, in the order of the scan, each once. */
export function placesOf(origin: Origin): readonly RecordPlace[] {
  const places: RecordPlace[] = [];
  visitPlaces(origin, (place) => places.push(place));
  return places
    .sort(comparePlaces)
    .filter((place, i) => i === 0 || comparePlaces(place, places[i - 1]!) !== 0);
}

/** Whether an origin has any record place. */
export const hasPlace = (origin: Origin): boolean => 'input' in origin || origin.some(hasPlace);

/** Calls `visit` with every record place of an origin, however deep it lies; a place that stands twice comes twice. */
export function visitPlaces(origin: Origin, visit: (place: RecordPlace) => void): void {
  if ('input' in origin) visit(origin);
  else for (const part of origin) visitPlaces(part, visit);
}
