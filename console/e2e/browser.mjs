// Chromium for the tests: no network but the page's own, every CSP violation and outside request counted.
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright-core';

const ARGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

export async function openBrowser(options = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'ringdown-e2e-'));
  const context = await chromium.launchPersistentContext(profile, {
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ARGS, ...options,
  });
  return context;
}

/** Watches a page for what must never happen. */
export async function watch(page, baseUrl) {
  const seen = { csp: [], outside: [], errors: [], dialogs: [] };
  await page.addInitScript(() => {
    window.cspViolations = [];
    document.addEventListener('securitypolicyviolation', (event) => window.cspViolations.push(`${event.violatedDirective} ${event.blockedURI}`));
  });
  page.on('request', (request) => {
    if (!request.url().startsWith(baseUrl) && !request.url().startsWith('data:')) seen.outside.push(request.url());
  });
  page.on('pageerror', (error) => seen.errors.push(String(error)));
  page.on('dialog', (dialog) => (seen.dialogs.push(dialog.message()), dialog.dismiss()));
  seen.collect = async () => seen.csp.push(...(await page.evaluate(() => window.cspViolations)));
  return seen;
}
