import type { PlanNode } from '../plan/node.js';
import type { Query } from '../plan/query.js';
import type { Duration, Instant } from '../records/instant.js';
import type { Columns } from '../records/schema.js';
import type { ValueOf } from '../records/value.js';
import type { DetectionParameter, ParameterValues } from './parameters.js';

/** The four severities of Microsoft Sentinel, least first. */
export const severities = ['informational', 'low', 'medium', 'high'] as const;
export type Severity = (typeof severities)[number];

/** A row as its detection sees it: values by column name. */
export type NamedRow<C extends Columns> = {
  readonly [K in keyof C]: ValueOf[C[K]];
};

/** The columns of a result that name what it is about, as Sentinel maps them. */
export interface EntityColumns<Name extends string> {
  /** Account (FullName). */
  readonly account?: Name;
  /** IP (Address). */
  readonly ip?: Name;
  /** AzureResource: the vault's name; the parts below complete its resource id. */
  readonly vault?: Name;
  readonly subscription?: Name;
  readonly resourceGroup?: Name;
  /** CloudApplication (AppId). */
  readonly application?: Name;
}

/** Where the logic comes from. */
export interface DetectionSource {
  readonly title: string;
  readonly author?: string;
}

/** A fault of a published query that a hardened detection does not have. */
export interface Repair {
  /** Its number: `F01`. */
  readonly fault: string;
  /** What the published query does wrong. */
  readonly text: string;
}

/** A detection that means what a published one means, with its faults repaired. */
export interface Hardening<C extends Columns> {
  /** The id of the published detection: `published/firewall-allow-all`. */
  readonly detection: string;
  readonly repairs: readonly Repair[];
  /** Whether a row of the hardened detection says that a row of the published one is right: they are one family. */
  readonly confirms: (own: NamedRow<C>, published: NamedRow<Columns>) => boolean;
  /** Why no row confirms a row of the published detection, as far as that row alone tells; null when it does not tell. */
  readonly unconfirmed: (published: NamedRow<Columns>) => string | null;
}

/** How often a detection runs when it is run by a schedule, and how far back each run sees. */
export interface DetectionSchedule {
  readonly frequency: Duration;
  readonly period: Duration;
}

/** What an author writes of a detection. */
export interface DetectionSpec<C extends Columns> {
  /** Its path below `detections/` without extension: `published/firewall-allow-all`. */
  readonly id: string;
  /** What happened, as a heading. */
  readonly title: string;
  /** What it looks for and why that matters, in one or two sentences. */
  readonly description: string;
  readonly severity: Severity;
  /** MITRE ATT&CK tactics by Sentinel's names: `DefenseEvasion`. */
  readonly tactics: readonly string[];
  /** MITRE ATT&CK technique ids: `T1562.007`. */
  readonly techniques: readonly string[];
  readonly source: DetectionSource;
  readonly query: Query<C>;
  /** The datetime column that says when it happened. */
  readonly time: {
    [K in keyof C & string]: C[K] extends 'datetime' ? K : never;
  }[keyof C & string];
  readonly entities: EntityColumns<keyof C & string>;
  /** One sentence for the analyst, from one row. */
  readonly summary: (row: NamedRow<C>) => string;
  /** The column whose text, one of the four severities in any case, is the severity of a row; absent when all have the detection's. */
  readonly severityColumn?: {
    [K in keyof C & string]: C[K] extends 'string' ? K : never;
  }[keyof C & string];
  /** How the result differs from what one might expect. */
  readonly notes: readonly string[];
  /** What it finds that is no attack. */
  readonly falsePositives?: readonly string[];
  /** The published detection that it stands for; absent when there is none. */
  readonly hardens?: Hardening<C>;
  /** Why `run` leaves it out unless it is named; absent when it is on. */
  readonly offBecause?: string;
  /** Every hour, as far back as the query looks, when absent. */
  readonly schedule?: DetectionSchedule;
}

/** A detection: a plan and what its rows mean. */
export interface Detection
  extends Omit<DetectionSpec<Columns>, 'query' | 'time' | 'summary' | 'severityColumn'> {
  readonly plan: PlanNode;
  readonly time: string;
  readonly summary: (row: NamedRow<Columns>) => string;
  readonly severityColumn?: string;
  /** What may be set, see `configurable`; absent when nothing may. */
  readonly parameters?: readonly DetectionParameter[];
  /** What its parameters are set to, all of them; absent when nothing may be set. */
  readonly values?: ParameterValues;
  /** The detection with other values of parameters. */
  readonly configure?: (values: ParameterValues) => Detection;
}

/** Makes a detection; the types hold its columns against its query. The plan is built when it is first asked for. */
export function detection<C extends Columns>({ query, ...rest }: DetectionSpec<C>): Detection {
  return changedDetection(rest as unknown as Omit<Detection, 'plan'>, {
    get plan() {
      return query.node;
    },
  });
}

/** A detection with some fields changed, or taken away where they are undefined; its plan need not be built for that. */
export function changedDetection(
  detection: Omit<Detection, 'plan'>,
  changes: { readonly [K in keyof Detection]?: Detection[K] | undefined },
): Detection {
  const fields = {
    ...Object.getOwnPropertyDescriptors(detection),
    ...Object.getOwnPropertyDescriptors(changes),
  };
  const left = Object.entries(fields).filter(
    ([, { get, value }]) => get !== undefined || value !== undefined,
  );
  return Object.freeze(Object.defineProperties({}, Object.fromEntries(left))) as Detection;
}

/** The severity of a row: what its severity column says, else the detection's. */
export function severityOf(
  { severity, severityColumn }: Pick<Detection, 'severity' | 'severityColumn'>,
  row: NamedRow<Columns>,
): Severity {
  const text = severityColumn === undefined ? '' : String(row[severityColumn] ?? '').toLowerCase();
  return severities.find((each) => each === text) ?? severity;
}

/** Whether a severity is at least another. */
export const atLeast = (severity: Severity, least: Severity): boolean =>
  severities.indexOf(severity) >= severities.indexOf(least);

/** The instant of a row's time column; null when the record's time could not be read. */
export type FindingTime = Instant | null;
