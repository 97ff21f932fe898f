import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const readme = readFileSync(join(root, 'README.md'), 'utf8');
const built = existsSync(join(root, 'dist', 'src', 'index.js'));

describe('the README', () => {
  test.skipIf(!built)('shows an example that compiles and prints what it says', () => {
    const [, example] = /```ts\n(.*?)```/s.exec(readme)!;
    const [, printed] = /^prints `(.*?)`/m.exec(readme)!;
    const folder = mkdtempSync(join(tmpdir(), 'vaultreplay-readme-'));
    try {
      symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
      const options = { cwd: folder, encoding: 'utf8' } as const;
      const own = { compilerOptions: { paths: { vaultreplay: [join(root, 'dist/src/index.d.ts')] } } };
      const config = { extends: join(root, 'tsconfig.json'), ...own, include: ['example.ts'] };
      writeFileSync(join(folder, 'package.json'), '{"type":"module"}');
      writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
      writeFileSync(join(folder, 'example.ts'), example!);
      execFileSync(
        process.execPath,
        [join(root, 'node_modules/typescript/bin/tsc'), '--noEmit', '-p', '.'],
        options,
      );
      // The example has no types of its own, so it is JavaScript too once the package is found.
      const script = example!.replace("'vaultreplay'", JSON.stringify(join(root, 'dist/src/index.js')));
      writeFileSync(join(folder, 'example.js'), script);
      expect(execFileSync(process.execPath, ['example.js'], options).trim()).toBe(printed);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  test('names every shape', async () => {
    const { shapes } = await import('../src/readers/reader.js');
    expect(shapes.filter((shape) => !readme.includes(`\`${shape}\``))).toEqual([]);
  });

  test('names every detection', async () => {
    const { detections } = await import('../detections/index.js');
    expect(detections.filter(({ id }) => !readme.includes(`\`${id.split('/')[1]}\``))).toEqual([]);
  });
});
