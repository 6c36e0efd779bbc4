// Drives the page in a real browser against the pretended node: node e2e/run.mjs [--only WORDS]
// Two real nodes: see pair.mjs.
import { parseArgs } from 'node:util';
import { startMock } from '../mock/server.mjs';
import { openBrowser, watch } from './browser.mjs';
import { mockScenarios } from './mock-scenarios.mjs';

const { values } = parseArgs({ options: { only: { type: 'string' } } });
let failures = 0;

/** Runs one scenario and then asks what every scenario must never show. */
async function scenario(name, { links, mock, run, options }) {
  if (values.only && !name.includes(values.only)) return;
  const context = await openBrowser(options);
  const started = Date.now();
  try {
    const pages = [];
    const watches = [];
    for (const link of links) {
      const page = await context.newPage();
      page.setDefaultTimeout(8000);
      watches.push(await watch(page, new URL(link).origin));
      pages.push(page);
    }
    await run({ pages, page: pages[0], links, link: links[0], mock });
    for (const seen of watches) {
      await seen.collect();
      const bad = Object.entries(seen).filter(([, list]) => Array.isArray(list) && list.length > 0);
      if (bad.length > 0) throw new Error(bad.map(([kind, list]) => `${kind}: ${list.join(', ')}`).join('; '));
    }
    process.stdout.write(`ok   ${name} (${Date.now() - started} ms)\n`);
  } catch (error) {
    failures++;
    process.stdout.write(`FAIL ${name}: ${error.stack ?? error}\n`);
  } finally {
    await context.close();
  }
}

for (const { name, scene = 'talk', run, options } of mockScenarios) {
  const { url, mock, close } = await startMock({ scene });
  await scenario(name, { links: [`${url}/enter#${mock.world.token}`], mock, run, options });
  close();
}
process.stdout.write(failures === 0 ? 'all ok: no CSP violation, no outside request, no script error\n' : `${failures} failed\n`);
process.exit(failures === 0 ? 0 : 1);
