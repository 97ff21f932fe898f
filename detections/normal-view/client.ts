import { type Expression, extract, isempty, matchesRegex, op } from '../../src/index.js';
import { anyOf, firstOf } from './records.js';

type Text = Expression<'string'>;

const guidForm = '^[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{4}-?[0-9a-f]{12}$';

/** The family of a client program, whatever its version, from its user agent in lower case. */
export const clientFamilyOf = (agent: Text): Text =>
  firstOf(
    [
      [isempty(agent), 'none'],
      [op(agent, 'contains_cs', 'terraform'), 'terraform'],
      [op(agent, 'startswith_cs', 'azurecli/'), 'azure-cli'],
      [
        anyOf(op(agent, 'contains_cs', 'azurepowershell'), op(agent, 'contains_cs', 'psversion/')),
        'azure-powershell',
      ],
      [matchesRegex(agent, '^azsdk-[^-]+-'), extract('^azsdk-[^-]+', 0, agent)],
      [op(agent, 'startswith_cs', 'azureresourcegraph.'), 'azure-resource-graph'],
      [op(agent, 'startswith_cs', 'policyscan'), 'azure-policy'],
      [op(agent, 'startswith_cs', 'mozilla/'), 'browser'],
      [matchesRegex(agent, guidForm), 'guid'],
    ],
    extract('^[^/ ]*', 0, agent),
  );
