// Two real nodes with a cable between them: bin/demo, spoken to by what a person would type.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DEMO = fileURLToPath(new URL('../../bin/demo', import.meta.url));
const PATIENCE_MS = 120_000;
/** A fresh clone builds its start-up cache first. */
const START_PATIENCE_MS = 600_000;

export async function startPair(ports) {
  const dir = mkdtempSync(join(tmpdir(), 'ringdown-pair-'));
  const demo = spawn(DEMO, ['--dir', dir, '--ports', ports], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise((done) => demo.on('exit', done));
  process.on('exit', () => demo.kill());
  const rows = [];
  const waiting = new Set();
  createInterface({ input: demo.stdout }).on('line', (row) => {
    rows.push(row);
    for (const look of waiting) look();
  });
  const said = (words, patienceMs = PATIENCE_MS) =>
    new Promise((done, fail) => {
      const look = () => {
        const found = rows.findIndex((row) => row.includes(words));
        if (found < 0) return;
        waiting.delete(look);
        clearTimeout(timer);
        done(rows.splice(0, found + 1).at(-1));
      };
      const timer = setTimeout(() => fail(new Error(`bin/demo did not say "${words}"; it said: ${rows.join(' | ')}`)), patienceMs);
      ended.then((code) => fail(new Error(`bin/demo ended with ${code}`)));
      waiting.add(look);
      look();
    });
  const tell = (words, answer) => {
    demo.stdin.write(`${words}\n`);
    return said(answer);
  };
  const link = async (party) => (await said(`  ${party}  http`, START_PATIENCE_MS)).replace(/.*(http.*)/, '$1');
  const links = [await link('northland'), await link('southland')];
  /** A fresh link for each side: a node that was started again has forgotten who was signed in. */
  const freshLinks = async () => {
    demo.stdin.write('links\n');
    return [await link('northland'), await link('southland')];
  };
  return {
    dir,
    links,
    freshLinks,
    cut: () => tell('cut', 'The cable is cut.'),
    heal: () => tell('heal', 'The cable is whole.'),
    kill: (party) => tell(`kill ${party}`, `${party}'s node is dead.`),
    lose: (party) => tell(`lose ${party}`, `${party}'s store is deleted.`),
    start: (party) => tell(`start ${party}`, `${party}'s node serves again.`),
    async stop() {
      demo.kill();
      await ended;
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
