import type { Detection } from '../findings/detection.js';
import { detection } from '../findings/detection.js';
import type { PlanNode } from '../plan/node.js';
import { Query } from '../plan/query.js';
import { stepsOf } from '../plan/walk.js';

/** Columns of the table that failures are told by. */
type Answered = {
  readonly TimeGenerated: 'datetime';
  readonly httpStatusCode_d: 'real';
};

/** The column of `failuresOf` with the HTTP status. */
export const statusColumn = 'httpStatusCode_d';

/**
 * A detection of no interest of its own: the records that rows of another can be made of and that were refused or failed, with their status.
 * The published queries take such records for done, since Azure writes `Success` beside them. Null when the other does not begin with records.
 */
export function failuresOf(other: Detection): Detection | null {
  const [first, ...rest] = [...new Set(beginningsOf(other.plan))].filter(({ kind }) => kind === 'where');
  if (first === undefined) return null;
  const query = rest.reduce((all, node) => all.union(failed(node)), failed(first));
  return detection<Answered>({
    // Blanks keep it apart from every id that a detection may have.
    id: `failures of ${other.id}`,
    title: '',
    description: '',
    severity: 'informational',
    tactics: [],
    techniques: [],
    source: { title: '' },
    query,
    time: 'TimeGenerated',
    entities: {},
    summary: () => '',
    notes: [],
  });
}

const failed = (node: PlanNode): Query<Answered> =>
  new Query<Answered>(node).where(statusColumn, '>=', 400).project('TimeGenerated', statusColumn);

/** The tests on single records with which the rows of a plan begin; what only decides which of them are wanted is no beginning. */
function beginningsOf(node: PlanNode): readonly PlanNode[] {
  if (stepsOf([node]).every(({ kind }) => kind === 'scan' || kind === 'where')) return [node];
  switch (node.kind) {
    case 'scan':
      return [];
    case 'join':
      return [
        ...(node.flavor === 'rightsemi' || node.flavor === 'rightanti' ? [] : beginningsOf(node.left)),
        ...(node.flavor === 'leftsemi' || node.flavor === 'leftanti' ? [] : beginningsOf(node.right)),
      ];
    case 'union':
      return node.inputs.flatMap(beginningsOf);
    default:
      return beginningsOf(node.input);
  }
}
