import { describe, expect, test } from 'vitest';
import { csvHeader } from '../../../src/readers/csv/csv-header.js';

const header = (text: string) => csvHeader(Buffer.from(text));

describe('the header of a CSV', () => {
  test('tells where each column stands and the zone that is written behind it', () => {
    const { delimiter, names, places, zones, repeated } = header(
      'TenantId,"TimeGenerated [UTC]","id_s","exp_t [Local Time]"',
    )!;
    expect({ delimiter, names, repeated }).toEqual({
      delimiter: ',',
      names: ['TenantId', 'TimeGenerated', 'id_s', 'exp_t'],
      repeated: [],
    });
    expect([...places]).toEqual([
      ['TenantId', 0],
      ['TimeGenerated', 1],
      ['id_s', 2],
      ['exp_t', 3],
    ]);
    expect([...zones]).toEqual([
      ['TimeGenerated', 'UTC'],
      ['exp_t', 'Local Time'],
    ]);
  });

  test.each([
    ['TimeGenerated,Resource', ','],
    ['TimeGenerated;Resource', ';'],
    ['TimeGenerated\tResource', '\t'],
    ['"TimeGenerated";"Resource"', ';'],
    ['"TimeGenerated [(UTC+01:00) Amsterdam, Berlin, Bern]";Resource', ';'],
    ['TimeGenerated;"a,b,c,d,e"', ';'],
    ['CallerIpAddress;a,b,c', ';'],
    ['a,b;c;d', ';'],
    ['a', ','],
  ])('%j is parted by %j, which gives most known names, or else most names', (text, delimiter) => {
    expect(header(text)!.delimiter).toBe(delimiter);
  });

  test('takes the first of columns that share a name, with the zone or without', () => {
    const { places, repeated, names } = header('a,"b [UTC]",a,b,a')!;
    expect({ places: [...places], repeated, names }).toEqual({
      places: [
        ['a', 0],
        ['b', 1],
      ],
      repeated: ['a', 'b'],
      names: ['a', 'b', 'a', 'b', 'a'],
    });
  });

  test('counts columns without name and does not name them', () => {
    expect([...header(',a,,')!.places]).toEqual([['a', 1]]);
    expect(header(',a,,')!.names.length).toBe(4);
    expect(header(',a,,')!.repeated).toEqual([]);
  });

  test('takes any name as a name', () => {
    expect([...header('__proto__,constructor,toString')!.places.keys()]).toEqual([
      '__proto__',
      'constructor',
      'toString',
    ]);
    expect(
      header(Array.from({ length: 20_000 }, (_, i) => `c${i}_s`).join(','))!.places.get('c19999_s'),
    ).toBe(19_999);
  });
});
