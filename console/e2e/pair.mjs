// The page in a real browser before two real nodes, with a cable that is cut: node e2e/pair.mjs [--pictures DIR]
// It starts bin/demo by itself; PORTS=BASE chooses other ports than 7410 and on.
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { openBrowser, watch } from './browser.mjs';
import { startPair } from './pair-process.mjs';
import { pairScenarios } from './pair-scenarios.mjs';

const { values } = parseArgs({ options: { pictures: { type: 'string' } } });
if (values.pictures) mkdirSync(values.pictures, { recursive: true });

const pair = await startPair(process.env.PORTS ?? '7410');
const contexts = [];
let failures = 0;
try {
  const pages = [];
  const watches = [];
  for (const link of pair.links) {
    const context = await openBrowser({ viewport: { width: 1440, height: 900 }, colorScheme: 'dark' });
    contexts.push(context);
    const page = context.pages()[0];
    page.setDefaultTimeout(15_000);
    watches.push(await watch(page, new URL(link).origin));
    pages.push(page);
  }
  const world = {
    north: pages[0],
    south: pages[1],
    links: pair.links,
    pair,
    picture: async (page, name) => values.pictures && (await page.screenshot({ path: join(values.pictures, `${name}.png`) })),
  };
  for (const { name, run } of pairScenarios) {
    const started = Date.now();
    try {
      await run(world);
      process.stdout.write(`ok   ${name} (${Date.now() - started} ms)\n`);
    } catch (error) {
      failures++;
      process.stdout.write(`FAIL ${name}: ${error.stack ?? error}\n`);
      await world.picture(world.north, 'failed-north');
      await world.picture(world.south, 'failed-south');
      break; // the next one builds on this one
    }
  }
  for (const seen of watches) {
    await seen.collect();
    const bad = Object.entries(seen).filter(([, list]) => Array.isArray(list) && list.length > 0);
    if (bad.length === 0) continue;
    failures++;
    process.stdout.write(`FAIL what must never happen: ${bad.map(([kind, list]) => `${kind}: ${list.join(', ')}`).join('; ')}\n`);
  }
} finally {
  for (const context of contexts) await context.close();
  await pair.stop();
}
process.stdout.write(failures === 0 ? 'all ok: no CSP violation, no outside request, no script error\n' : `${failures} failed\n`);
process.exit(failures === 0 ? 0 : 1);
