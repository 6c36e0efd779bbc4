// Makes the API types anew from spec/openapi.yaml and compares them with the committed ones.
// With --write they are replaced. The generator lives in generate/, with the TypeScript that it needs.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('..', import.meta.url));
const generate = join(here, 'generate');
const committed = join(here, 'src/api/schema.ts');
const lock = readFileSync(join(generate, 'package-lock.json'), 'utf8');
const mark = join(generate, 'node_modules/.made-from');

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== lock) {
  execFileSync('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { cwd: generate, stdio: ['ignore', 2, 2] });
  writeFileSync(mark, lock);
}
const dir = mkdtempSync(join(tmpdir(), 'ringdown-api-'));
try {
  const made = join(dir, 'schema.ts');
  execFileSync('node_modules/.bin/openapi-typescript', ['../../spec/openapi.yaml', '--output', made], { cwd: generate, stdio: ['ignore', 'ignore', 2] });
  const text = readFileSync(made, 'utf8');
  if (process.argv.includes('--write')) writeFileSync(committed, text);
  else if (text !== readFileSync(committed, 'utf8')) {
    process.stderr.write('console: src/api/schema.ts is not what spec/openapi.yaml says. Run: npm run generate (in console/), and commit it.\n');
    process.exit(1);
  }
} finally {
  rmSync(dir, { recursive: true });
}
