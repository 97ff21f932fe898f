import type { ExpressionNode } from './expression.js';

/** The name that KQL gives the column of an unnamed expression; null where it has none and counts `Column1`, `Column2`. */
export function defaultName(node: ExpressionNode): string | null {
  if (node.kind === 'column') return node.name;
  if (node.kind === 'literal') return null;
  const [first, second] = node.arguments;
  switch (node.function) {
    case 'bin':
    case 'floor':
    case 'bin_at':
      return defaultName(first!);
    case '[]': {
      const owner = defaultName(first!);
      return owner !== null && second!.kind === 'literal' ? `${owner}_${second!.value}` : null;
    }
    default:
      return null;
  }
}
