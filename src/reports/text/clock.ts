import type { Clock } from '../../findings/finding.js';
import type { InputReport } from '../../records/scan.js';
import { exactTimeText } from '../../records/time-text.js';
import type { Field } from './fields.js';

/** The clock of a replay, and where it came from. */
export const clockField = ({ now, from }: Clock, inputs: readonly InputReport[]): Field => [
  'Clock',
  now === null
    ? inputs.every(({ records }) => records === 0)
      ? 'none: there is no record'
      : 'none: no record has a time that can be read; --now sets it'
    : `${exactTimeText(now)}, ${from === 'option' ? 'as --now says' : 'the newest record'}`,
];
