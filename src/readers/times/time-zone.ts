import { fixedZone, ianaZone, utc, type Zone } from '../../records/zoned-time.js';
import { windowsZones } from './windows-zones.js';

/** Whether a header's zone is the "local time" of whoever exported, which no export tells. */
export const isLocalTime = (name: string): boolean => key(name) === 'local time';

/**
 * The zone that a header names: UTC, an offset such as `UTC+02:00` or `GMT-5`, an IANA name, a Windows id such as `W. Europe Standard Time`,
 * or a display name of the portal such as `(UTC-05:00) Eastern Time (US & Canada)`. Null when the name is none of these.
 */
export function zoneNamed(name: string): Zone | null {
  const prefixed = /^\s*\(((?:UTC|GMT)[^)]{0,9})\)(.*)$/is.exec(name);
  const [, offset, place] = prefixed ?? [null, name, name];
  const iana = byName.get(key(place!));
  if (iana !== undefined) return iana === 'Etc/UTC' ? utc : ianaZone(iana);
  if (prefixed !== null && place!.trim() !== '') return null;
  return offsetZone(offset!) ?? ianaZone(name.trim());
}

/** Reads `UTC`, `UTC+2`, `GMT-05:30` and the like. */
function offsetZone(text: string): Zone | null {
  const match = /^\s*(?:UTC|GMT|Z)\s*(?:([+\u2212-])\s*(\d{1,2})(?::?(\d\d))?)?\s*$/i.exec(text);
  if (match === null) return null;
  const [, sign, hours = '0', minutes = '0'] = match;
  const ahead = Number(hours) * 60 + Number(minutes);
  if (ahead === 0) return utc;
  return ahead > 14 * 60 || Number(minutes) > 59 ? null : fixedZone(sign === '+' ? ahead : -ahead);
}

/** Names are compared without letter case and punctuation; `&` is `and`, daylight time is the zone's name in summer. */
const key = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^a-z0-9+-]+/g, ' ')
    .replace(' daylight time', ' standard time')
    .trim();

const byName: ReadonlyMap<string, string> = new Map(
  windowsZones.flatMap(([id, iana, ...displayNames]) =>
    [id, ...displayNames].map((name) => [key(name), iana]),
  ),
);
