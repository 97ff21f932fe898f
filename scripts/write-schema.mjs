// Writes schemas/detection-test.schema.json from the built sources: `npm run build && node scripts/write-schema.mjs && npm run format`.
import { writeFileSync } from 'node:fs';
import { testFileSchema } from '../dist/src/testing/test-file-schema.js';

writeFileSync(
  new URL('../schemas/detection-test.schema.json', import.meta.url),
  `${JSON.stringify(testFileSchema(), null, 2)}\n`,
);
