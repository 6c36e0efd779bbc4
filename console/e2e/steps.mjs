// Small verbs that the scenarios share. Everything is found as a person or a screen reader would find it.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export class Failed extends Error {}

export function must(condition, message) {
  if (!condition) throw new Failed(message);
}

/** Waits until the page's text of that selector holds the words. */
export async function until(page, selector, words, timeoutMs = 8000) {
  const deadline = Date.now() + timeoutMs;
  let last = [];
  while (Date.now() < deadline) {
    last = await page.locator(selector).allInnerTexts();
    if (last.some((text) => words.every((word) => text.includes(word)))) return;
    await page.waitForTimeout(50);
  }
  throw new Failed(`waited ${timeoutMs} ms for ${JSON.stringify(words)} in ${selector}; last saw ${JSON.stringify(last.slice(-3))}`);
}

export async function gone(page, selector, words, timeoutMs = 8000) {
  const deadline = Date.now() + timeoutMs;
  while (Date.now() < deadline) {
    const texts = await page.locator(selector).allInnerTexts();
    if (!texts.some((text) => words.every((word) => text.includes(word)))) return;
    await page.waitForTimeout(50);
  }
  throw new Failed(`${JSON.stringify(words)} is still in ${selector} after ${timeoutMs} ms`);
}

export async function signIn(page, link) {
  await page.goto(link);
  await page.waitForSelector('rd-conversation-list .scroll', { timeout: 10_000 });
  must(new URL(page.url()).hash === '' && new URL(page.url()).pathname === '/', `the token is still in the address: ${page.url()}`);
}

export async function send(page, text, precedence = 'ROUTINE') {
  await page.getByLabel('Precedence').selectOption(precedence);
  await page.getByLabel('Text', { exact: true }).fill(text);
  await page.getByRole('button', { name: /^Send / }).click();
}

/** axe-core injected by hand: returns the serious and critical violations in words. The debugger puts it past the CSP. */
export async function axe(page) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axeSource });
  const run = "axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }).then((r) => JSON.stringify(r.violations))";
  const { result } = await session.send('Runtime.evaluate', { expression: run, awaitPromise: true });
  await session.detach();
  const violations = JSON.parse(result.value).filter(({ impact }) => impact === 'serious' || impact === 'critical');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target, failureSummary }) => `${target} ${failureSummary}`).slice(0, 3).join(' | ')}`);
}
