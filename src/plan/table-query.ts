import { type Columns, type SuffixType, suffixType, type Table } from '../records/schema.js';
import { scan } from './build/row-steps.js';
import { Query } from './query.js';
import type { Flat, Name } from './query-types.js';

/** All records of a table. */
export class TableQuery<C extends Columns> extends Query<C> {
  constructor(private readonly table: Table<C>) {
    super(scan(table, []));
  }

  /** The table with further columns, which its list does not know, each of the type that the suffix of its name gives it. */
  declare<const N extends string>(
    ...names: readonly (N & Exclude<N, Name<C>>)[]
  ): Query<Flat<C & { readonly [K in N]: SuffixType<K> }>> {
    const declared = names.map((name) => ({ name, type: suffixType(name) }));
    return new Query(scan(this.table, declared));
  }
}
