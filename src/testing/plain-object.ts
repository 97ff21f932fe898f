import type { YamlMap, YamlNode } from '../yaml/yaml-node.js';

/** The values of a mapping by key, as plain data; a whole number beyond the safe integers is a bigint at the top and text within. */
export const plainObject = (map: YamlMap): { readonly [key: string]: unknown } =>
  Object.fromEntries(
    map.entries.map(({ key, value }) => [key, value.kind === 'scalar' ? value.value : plain(value)]),
  );

function plain(node: YamlNode): unknown {
  switch (node.kind) {
    case 'scalar':
      return typeof node.value === 'bigint' ? String(node.value) : node.value;
    case 'list':
      return node.items.map(plain);
    case 'map':
      return Object.fromEntries(node.entries.map(({ key, value }) => [key, plain(value)]));
  }
}
