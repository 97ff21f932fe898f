import type { Detection, NamedRow } from '../findings/detection.js';
import type { Finding, ReplayResult, ResultTable } from '../findings/finding.js';
import { namedRow } from '../findings/named-row.js';
import { grouped } from '../records/grouped.js';
import { placesOf } from '../records/origin.js';
import type { RecordPlace, Row } from '../records/row.js';
import type { Columns } from '../records/schema.js';
import { failuresOf, statusColumn } from './failures.js';

/** A hardened detection and the published one it stands for, where both run. */
interface Family {
  readonly hardened: Detection;
  readonly published: Detection;
}

function familiesOf(detections: readonly Detection[]): readonly Family[] {
  return detections.flatMap((hardened) => {
    const published = detections.find(({ id }) => id === hardened.hardens?.detection);
    return published === undefined ? [] : [{ hardened, published }];
  });
}

/** What must run along so that `withFamilies` can say which published rows rest on refused or failed calls. */
export const familyCompanions = (detections: readonly Detection[]): readonly Detection[] =>
  familiesOf(detections).flatMap(({ published }) => failuresOf(published) ?? []);

/**
 * The result with its families told on their findings: which published rows a hardened finding confirms, and why nothing confirms the others.
 * `companions` are the tables of `familyCompanions`.
 */
export function withFamilies(
  result: ReplayResult,
  companions: ReadonlyMap<string, ResultTable>,
): ReplayResult {
  const told = new Map<Finding, Finding>();
  for (const family of familiesOf(result.detections)) {
    const hardened = membersOf(family.hardened, result);
    const published = membersOf(family.published, result);
    if (hardened === null || published === null) continue;
    const failures = companions.get(failuresOf(family.published)?.id ?? '');
    for (const [finding, link] of linked(family, { hardened, published, statuses: statusesOf(failures) }))
      told.set(finding, { ...finding, ...link });
  }
  if (told.size === 0) return result;
  return { ...result, findings: result.findings.map((finding) => told.get(finding) ?? finding) };
}

/** A finding and the row it is. */
interface Member {
  readonly finding: Finding;
  readonly row: Row;
  readonly values: NamedRow<Columns>;
  /** The vault that it names, in lower case. */
  readonly vault: string;
}

/** The findings of a detection with their rows; null when it did not run. */
function membersOf({ id, plan }: Detection, { tables, findings }: ReplayResult): readonly Member[] | null {
  const table = tables.find(({ name }) => name === id);
  if (table === undefined) return null;
  const own = findings.filter(({ detection }) => detection === id);
  return own.map((finding, i) => ({
    finding,
    row: table.rows[i]!,
    values: namedRow(plan.columns, table.rows[i]!),
    vault: (finding.entities.azureResource?.name ?? '').toLowerCase(),
  }));
}

/** What a finding is told of its family. */
type Link = Pick<Finding, 'confirms'> | Pick<Finding, 'confirmedBy'> | Pick<Finding, 'unconfirmed'>;

interface Members {
  readonly hardened: readonly Member[];
  readonly published: readonly Member[];
  readonly statuses: ReadonlyMap<string, number>;
}

function* linked(
  { hardened: { id, hardens } }: Family,
  { hardened, published, statuses }: Members,
): Generator<readonly [Finding, Link]> {
  const { confirms, unconfirmed } = hardens!;
  const byVault = grouped(hardened, ({ vault }) => vault);
  const byVaultAndTime = grouped(hardened, ({ vault, finding }) => `${finding.time} ${vault}`);
  const confirmed = new Map(hardened.map(({ finding }) => [finding, new Set<string>()]));
  for (const { finding, row, values, vault } of published) {
    const confirming = (candidates: readonly Member[] = []) =>
      candidates.filter((own) => confirms(own.values, values));
    // Most confirm what happened at their own time, and few tests will do.
    const simultaneous = confirming(byVaultAndTime.get(`${finding.time} ${vault}`));
    const own = simultaneous.length > 0 ? simultaneous : confirming(byVault.get(vault));
    for (const one of own) confirmed.get(one.finding)!.add(finding.id);
    const [first] = own;
    if (first !== undefined) yield [finding, { confirmedBy: first.finding.id }];
    else {
      const reason = failureOf(row, statuses) ?? unconfirmed(values) ?? `no finding of ${id} confirms it`;
      yield [finding, { unconfirmed: reason }];
    }
  }
  for (const [finding, ids] of confirmed) yield [finding, { confirms: [...ids] }];
}

/** The HTTP statuses of records that failed, by their places. */
function statusesOf(failures: ResultTable | undefined): ReadonlyMap<string, number> {
  const slot = 1 + (failures?.columns.findIndex(({ name }) => name === statusColumn) ?? 0);
  const rows = failures?.rows ?? [];
  return new Map(
    rows.flatMap((row) => placesOf(row[0]).map((place) => [placeKey(place), row[slot] as number] as const)),
  );
}

/** That records of a row failed, in words; null when none did. */
function failureOf([origin]: Row, statuses: Members['statuses']): string | null {
  const places = placesOf(origin);
  const failed = places.flatMap((place) => statuses.get(placeKey(place)) ?? []);
  if (failed.length === 0) return null;
  const answers = [...new Set(failed)].sort((a, b) => a - b).join(', ');
  return failed.length === places.length ? `answered ${answers}` : `rests on a call answered ${answers}`;
}

const placeKey = ({ input, record }: RecordPlace) => `${input}:${record}`;
