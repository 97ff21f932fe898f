const shown = 5;

/**
 * What differs between two results of the form `{"tables":[..]}`: lines to read, none where they hold the same. Only the tables
 * with these names count; their rows are multisets.
 */
export const differences = (left, right, names) =>
  names.flatMap((name) => {
    const [one, other] = [left, right].map(({ tables }) => tables.find((table) => table.name === name));
    return tableDifferences(one, other).map((line) => `${name}: ${line}`);
  });

function tableDifferences(left, right) {
  if (left === undefined || right === undefined)
    return [`only in the ${left === undefined ? 'right' : 'left'} result`];
  const [columns, others] = [left, right].map(columnsText);
  if (columns !== others) return [`the columns are ${columns} on the left, ${others} on the right`];
  const rows = unequalRows(left.rows, right.rows);
  const lines = rows
    .slice(0, shown)
    .map(([row, more]) => `${Math.abs(more)} more on the ${more > 0 ? 'left' : 'right'}: ${row}`);
  return rows.length > shown ? [...lines, `and ${rows.length - shown} more rows differ`] : lines;
}

const columnsText = ({ columns }) => columns.map(({ name, type }) => `${name}:${type}`).join(' ');

/** The rows that one side has more often, as JSON, with how much more often the left has them. Similar rows stand together. */
function unequalRows(left, right) {
  const balance = new Map();
  const count = (row, by) => {
    const text = JSON.stringify(row);
    balance.set(text, (balance.get(text) ?? 0) + by);
  };
  for (const row of left) count(row, 1);
  for (const row of right) count(row, -1);
  return [...balance].filter(([, more]) => more !== 0).sort(([a], [b]) => (a < b ? -1 : 1));
}
