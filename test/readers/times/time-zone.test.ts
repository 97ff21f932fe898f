import { describe, expect, test } from 'vitest';
import { isLocalTime, zoneNamed } from '../../../src/readers/times/time-zone.js';
import { windowsZones } from '../../../src/readers/times/windows-zones.js';
import { formatInstant, parseIso } from '../../../src/records/instant.js';
import { ianaZone, utc } from '../../../src/records/zoned-time.js';

/** The UTC clock reading when clocks of the zone show a noon in winter and one in summer. */
const noons = (name: string): string[] | null => {
  const zone = zoneNamed(name);
  return (
    zone &&
    ['2026-01-15', '2026-07-15'].map((day) =>
      formatInstant(zone(parseIso(`${day}T12:00:00Z`)!)!).slice(8, 16),
    )
  );
};

describe('the zone of a header', () => {
  test.each([
    'UTC',
    'utc',
    'Z',
    'GMT',
    'UTC+00:00',
    'UTC-0',
    '(UTC) Coordinated Universal Time',
    '(UTC)',
    'Etc/UTC',
  ])('%s is UTC', (name) => {
    expect(noons(name)).toEqual(['15T12:00', '15T12:00']);
  });

  test.each([
    ['UTC+02:00', '15T10:00', '15T10:00'],
    ['UTC+2', '15T10:00', '15T10:00'],
    ['GMT-5', '15T17:00', '15T17:00'],
    ['UTC-03:30', '15T15:30', '15T15:30'],
    ['UTC+0545', '15T06:15', '15T06:15'],
    ['UTC\u22127', '15T19:00', '15T19:00'],
    ['(UTC+01:00)', '15T11:00', '15T11:00'],
    ['UTC-02', '15T14:00', '15T14:00'],
    ['Etc/GMT+2', '15T14:00', '15T14:00'],
    ['Europe/Vienna', '15T11:00', '15T10:00'],
    ['Eastern Time (US and Canada)', '15T17:00', '15T16:00'],
    ['Eastern Time (US & Canada)', '15T17:00', '15T16:00'],
    ['(UTC-05:00) Eastern Time (US & Canada)', '15T17:00', '15T16:00'],
    ['Eastern Standard Time', '15T17:00', '15T16:00'],
    ['Eastern Daylight Time', '15T17:00', '15T16:00'],
    ['(UTC+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', '15T11:00', '15T10:00'],
    ['(GMT+01:00) Amsterdam, Berlin, Bern, Rome, Stockholm, Vienna', '15T11:00', '15T10:00'],
    ['w. europe standard time', '15T11:00', '15T10:00'],
    ['India Standard Time', '15T06:30', '15T06:30'],
    ['(UTC-02:00) Coordinated Universal Time-02', '15T14:00', '15T14:00'],
    ["(UTC+13:00) Nuku'alofa", '14T23:00', '14T23:00'],
  ])('%s is read with its summer time', (name, winter, summer) => {
    expect(noons(name)).toEqual([winter, summer]);
  });

  test.each([
    '',
    'Somewhere Standard Time',
    '(UTC+01:00) Atlantis',
    'UTC+15:00',
    'UTC+01:75',
    'Local Time',
    '__proto__',
    'constructor',
    'UTC+1 (summer)',
  ])('%j names no zone', (name) => {
    expect(zoneNamed(name)).toBeNull();
  });

  test('local time is what its header calls so', () => {
    expect(['Local Time', 'local time', 'UTC', 'Local'].map(isLocalTime)).toEqual([true, true, false, false]);
  });

  test('UTC by any name is the same zone', () => {
    expect(zoneNamed('Coordinated Universal Time')).toBe(utc);
    expect(zoneNamed('UTC+0')).toBe(utc);
  });
});

describe('the zones of Windows', () => {
  test('each have an IANA zone that exists', () => {
    expect(windowsZones.filter(([, iana]) => ianaZone(iana) === null)).toEqual([]);
  });

  test('share no name', () => {
    const names = windowsZones.flatMap(([id, , ...displayNames]) => [id, ...displayNames]);
    expect(names.length).toBe(new Set(names.map((name) => name.toLowerCase())).size);
  });
});
