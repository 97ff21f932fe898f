import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAddress } from '../../src/records/ip-address.js';

/** What a MaxMind DB holds of a range. */
type Data = string | number | { readonly [key: string]: Data };

type Branch = Node | { readonly data: number } | null;
type Node = { left: Branch; right: Branch };

const marker = Buffer.concat([Buffer.from([0xab, 0xcd, 0xef]), Buffer.from('MaxMind.com')]);

/** A file in the MaxMind DB format, written from its specification: ranges that do not overlap, records of 24 bits. */
export function mmdb(ranges: Readonly<Record<string, Data>>, version: 4 | 6 = 6): Buffer {
  const root: Node = { left: null, right: null };
  const data: Buffer[] = [];
  let size = 0;
  for (const [range, value] of Object.entries(ranges)) {
    put(root, bitsOf(range, version), { data: size });
    data.push(encoded(value));
    size += data.at(-1)!.length;
  }
  const nodes = [root];
  for (const node of nodes)
    for (const branch of [node.left, node.right]) if (branch !== null && 'left' in branch) nodes.push(branch);
  const recordOf = (branch: Branch) => {
    if (branch === null) return nodes.length;
    return 'data' in branch ? nodes.length + 16 + branch.data : nodes.indexOf(branch);
  };
  const tree = nodes.map(({ left, right }) => {
    const bytes = Buffer.alloc(6);
    bytes.writeUIntBE(recordOf(left), 0, 3);
    bytes.writeUIntBE(recordOf(right), 3, 3);
    return bytes;
  });
  const metadata = encoded({
    binary_format_major_version: 2,
    binary_format_minor_version: 0,
    build_epoch: 1_790_000_000,
    database_type: 'Test',
    ip_version: version,
    node_count: nodes.length,
    record_size: 24,
  });
  return Buffer.concat([...tree, Buffer.alloc(16), ...data, marker, metadata]);
}

/** The path of a new file with such bytes. */
export function mmdbFile(...content: Parameters<typeof mmdb>): string {
  const path = join(mkdtempSync(join(tmpdir(), 'vaultreplay-')), 'addresses.mmdb');
  writeFileSync(path, mmdb(...content));
  return path;
}

/** The bits that the addresses of a range share. */
function bitsOf(range: string, version: 4 | 6): string {
  const [text, prefix] = range.split('/') as [string, string];
  const address = parseAddress(text)!;
  const width = address.version === 4 ? 32 : 128;
  const bits = address.bits.toString(2).padStart(width, '0').slice(0, Number(prefix));
  return version === 6 && address.version === 4 ? '0'.repeat(96) + bits : bits;
}

function put(root: Node, bits: string, leaf: { readonly data: number }): void {
  let node = root;
  for (const [i, bit] of [...bits].entries()) {
    const side = bit === '0' ? 'left' : 'right';
    if (i === bits.length - 1) node[side] = leaf;
    else {
      const next = node[side] ?? { left: null, right: null };
      if ('data' in next) throw new Error('ranges overlap');
      node[side] = next;
      node = next;
    }
  }
}

function encoded(value: Data): Buffer {
  if (typeof value === 'string')
    return Buffer.concat([head(2, Buffer.byteLength(value)), Buffer.from(value)]);
  if (typeof value === 'number') {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(value);
    return Buffer.concat([head(6, 4), bytes]);
  }
  const entries = Object.entries(value);
  return Buffer.concat([head(7, entries.length), ...entries.flat().map((part) => encoded(part as Data))]);
}

const head = (type: number, size: number) =>
  size < 29 ? Buffer.from([(type << 5) | size]) : Buffer.from([(type << 5) | 29, size - 29]);
