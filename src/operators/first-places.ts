import { comparePlaces, visitPlaces } from '../records/origin.js';
import type { Origin, RecordPlace } from '../records/row.js';

const placesKept = 20;

/** Keeps the first 20 record places of the rows it is shown, in the order of the scan. */
export class FirstPlaces {
  readonly origin: RecordPlace[] = [];

  add(origin: Origin): void {
    if ('input' in origin) this.addPlace(origin);
    else visitPlaces(origin, (place) => this.addPlace(place));
  }

  private addPlace(place: RecordPlace): void {
    const places = this.origin;
    let at = places.length;
    while (at > 0 && comparePlaces(place, places[at - 1]!) < 0) at -= 1;
    if (at === placesKept || (at > 0 && comparePlaces(place, places[at - 1]!) === 0)) return;
    places.splice(at, 0, place);
    if (places.length > placesKept) places.pop();
  }
}
