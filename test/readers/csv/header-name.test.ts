import { describe, expect, test } from 'vitest';
import { headerName } from '../../../src/readers/csv/header-name.js';

describe('a name in a header', () => {
  test.each([
    ['TimeGenerated', 'TimeGenerated', null],
    ['TimeGenerated [UTC]', 'TimeGenerated', 'UTC'],
    ['certificateProperties_nbf_t [Local Time]', 'certificateProperties_nbf_t', 'Local Time'],
    [
      'TimeGenerated [(UTC-05:00) Eastern Time (US & Canada)]',
      'TimeGenerated',
      '(UTC-05:00) Eastern Time (US & Canada)',
    ],
    ['TimeGenerated []', 'TimeGenerated', ''],
    ['[UTC]', '[UTC]', null],
    [' [UTC]', ' [UTC]', null],
    ['TimeGenerated[UTC]', 'TimeGenerated[UTC]', null],
    ['TimeGenerated [UTC] ', 'TimeGenerated [UTC] ', null],
    ['', '', null],
  ])('%j is %j in zone %j', (text, name, zone) => {
    expect(headerName(text)).toEqual({ name, zone });
  });
});
