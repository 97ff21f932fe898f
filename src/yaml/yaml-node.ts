import type { Place } from './fault.js';

/** What a YAML node of any kind knows of where it stands. */
interface Located {
  readonly at: Place;
  /** Where its text begins and ends, in UTF-16 units of the file; the end of a block reaches to the line after it. */
  readonly span: readonly [start: number, end: number];
}

/** A single value. Whole numbers beyond the safe integers are bigints. */
export interface YamlScalar extends Located {
  readonly kind: 'scalar';
  readonly value: string | number | bigint | boolean | null;
  /** As it is written, without quotes. */
  readonly text: string;
}

/** A list. */
export interface YamlList extends Located {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

/** A mapping; its keys are text, each there once, in the order of the file. */
export interface YamlMap extends Located {
  readonly kind: 'map';
  readonly entries: readonly YamlEntry[];
}

/** A key of a mapping with its value. */
export interface YamlEntry {
  readonly key: string;
  readonly keyAt: Place;
  readonly keySpan: YamlNode['span'];
  readonly value: YamlNode;
}

/** A node of a YAML file with its place. */
export type YamlNode = YamlScalar | YamlList | YamlMap;
