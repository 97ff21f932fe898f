import { expect, test } from 'vitest';
import { azureDiagnostics, on } from '../../src/index.js';
import { stepText } from '../../src/plan/step-to-kql.js';
import { planSteps } from '../../src/plan/steps.js';

const base = azureDiagnostics.where('ResultType', '==', 'Success');
const shown = (plan: Parameters<typeof planSteps>[0]) =>
  planSteps(plan).map(
    ({ node, number, depth, again }) => `${'  '.repeat(depth)}${again ? '=' : ''}${number} ${stepText(node)}`,
  );

test('steps stand in the order of KQL, the right side of a join inside it, and a shared step once', () => {
  const left = base.where('Level', 'isnotempty').project('Resource');
  const right = base.project('Resource', 'Category');
  const { node } = left.join('inner', right, on('Resource')).take(5);
  expect(shown(node)).toEqual([
    '1 AzureDiagnostics',
    '2 where ResultType == "Success"',
    '3 where isnotempty(Level)',
    '4 project Resource',
    '  =2 where ResultType == "Success"',
    '  5 project Resource, Category',
    '6 join kind=inner on Resource',
    '7 take 5',
  ]);
});
