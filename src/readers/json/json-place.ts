/** Takes a value and the line on which it begins. */
export type TakeValue = (value: unknown, line: number) => void;

/**
 * What to do with the values at one place of a document: walk into an array or an object when the place says how,
 * else take the value whole, else pass over it.
 */
export interface Place {
  readonly array?: ArrayPlace;
  readonly object?: ObjectPlace;
  readonly take?: TakeValue;
}

/** An array to walk into. */
export interface ArrayPlace {
  /** The place of every element. */
  readonly each: Place;
}

/** An object to walk into. */
export interface ObjectPlace {
  /** The places of its fields; other fields are passed over. */
  readonly fields: ReadonlyMap<string, Place>;
  /** Hears that such an object begins. */
  readonly begin?: (line: number) => void;
  /** Hears that it ended, or broke off. */
  readonly end?: () => void;
  /** Takes an object as a whole when it turns out to hold no array at any of the fields. */
  readonly bare?: (record: Readonly<Record<string, unknown>>, line: number) => void;
}

/** A place whose arrays are walked, one element after the other. */
export const each = (element: Place): Place => ({ array: { each: element } });

/** A place whose values are taken whole. */
export const whole = (take: TakeValue): Place => ({ take });
