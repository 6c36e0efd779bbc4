// Takes pictures of the page in every hard state: node e2e/pictures.mjs DIR
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { startMock } from '../mock/server.mjs';
import { openBrowser } from './browser.mjs';

const dir = process.argv[2] ?? 'pictures';
mkdirSync(dir, { recursive: true });
const WIDE = { width: 1440, height: 900 };
const NARROW = { width: 420, height: 900 };

async function shoot(name, { scene = 'all', viewport = WIDE, colorScheme = 'dark', act = async () => {} }) {
  const { url, mock, close } = await startMock({ scene });
  const context = await openBrowser({ viewport, colorScheme });
  const page = context.pages()[0];
  await page.goto(`${url}/enter#${mock.world.token}`);
  await page.waitForSelector('rd-entry-row, .scroll', { timeout: 8000 });
  await page.waitForTimeout(600);
  await act(page, mock);
  await page.screenshot({ path: join(dir, `${name}.png`) });
  await context.close();
  close();
}

const shots = {
  'dark-wide': { act: async (page) => page.evaluate(() => document.querySelector('.scroll').scrollTo(0, 0)) },
  'dark-hostile': { act: async (page) => page.evaluate(() => document.querySelector('.scroll').scrollTo(0, 900)) },
  'dark-end': { act: async (page) => page.evaluate(() => document.querySelector('.scroll').scrollTo(0, 99999)) },
  'light-wide': { colorScheme: 'light', scene: 'talk' },
  'light-end': { colorScheme: 'light', act: async (page) => page.evaluate(() => document.querySelector('.scroll').scrollTo(0, 99999)) },
  narrow: { viewport: NARROW, scene: 'talk' },
  'narrow-hostile': { viewport: NARROW },
  'path-down': { scene: 'talk', act: async (page, mock) => (mock.world.setPath('PATH-DOWN', 'nothing heard for 4 s on tls-1'), page.waitForTimeout(1500)) },
  'node-silent': { scene: 'talk', act: async (page, mock) => ((mock.silent = true), page.waitForTimeout(7500)) },
  stop: { scene: 'talk', act: async (page) => (page.keyboard.press('F9'), page.waitForTimeout(300)) },
  'unplanned-light': { scene: 'talk', colorScheme: 'light', act: async (page) => (page.getByLabel('Type').selectOption('UNPLANNED EVENT'), page.waitForTimeout(200)) },
  'stop-unrecorded': { scene: 'talk', act: async (page, mock) => {
    mock.world.add('northland', { type: 'HEARD', precedence: 'IMMEDIATE', fields: { note: 'ringdown/unrecorded/v1', statement: 'stop-heard-0001' },
      carried: { party: 'southland', type: 'STOP', precedence: 'FLASH', id: 'stop-heard-0001', test: false, text: 'Stop firing at the bridge: civilians are on it.',
        fields: { where: 'the bridge at Twin Rivers', inDanger: 'about forty people' } } });
    await page.waitForTimeout(600);
    await page.evaluate(() => document.querySelector('.scroll').scrollTo(0, 99999));
  } },
  'stops-unwritten': { scene: 'talk', act: async (page, mock) => {
    const heard = (id, words) => mock.world.alarm('unrecorded-heard', `The peer sent STOP: “${words}”. Act on it. OUR LOG CAN'T HOLD IT NOW: write it down.`, { statement: id });
    mock.world.recordStopped = true;
    heard('stop-heard-0001', 'what: Stop firing at the bridge: civilians are on it.; where: the bridge at Twin Rivers');
    await page.waitForTimeout(300);
    await page.getByRole('button', { name: 'Noticed' }).first().click();
    heard('stop-heard-0002', 'what: Now the ferry too.');
    for (let i = 0; i < 9; i++) mock.world.alarm('store-damaged', `Entry ${i} is damaged. It is asked back from the peer.`);
    await page.waitForTimeout(1500);
  } },
  'stop-to-answer': { scene: 'talk', act: async (page, mock) => {
    const said = { party: 'southland', type: 'STOP', precedence: 'FLASH', id: 'stop-heard-0001', test: false, text: 'Stop firing at the bridge: civilians are on it.', fields: { where: 'the bridge at Twin Rivers' } };
    mock.world.add('northland', { type: 'HEARD', precedence: 'IMMEDIATE', fields: { note: 'x' }, carried: said });
    mock.world.add('southland', { type: 'UNRECORDED', precedence: 'FLASH', id: 'stop-heard-0001', fields: { note: 'x', statement: 'stop-heard-0001' }, carried: said });
    await page.waitForTimeout(800);
    await page.evaluate(() => document.querySelector('.scroll').scrollTo(0, 99999));
    await page.waitForTimeout(300);
  } },
  'node-hangs': { scene: 'talk', act: async (page, mock) => ((mock.world.hungMs = Date.now()), page.waitForTimeout(8000)) },
  'stop-not-taken': { scene: 'talk', act: async (page) => {
    await page.keyboard.press('F9');
    await page.evaluate(() => (document.querySelector('rd-stop').desk.say = () => undefined));
    await page.waitForTimeout(700);
    await page.keyboard.press('F9');
    await page.waitForTimeout(300);
  } },
  many: { scene: 'many' },
};
for (const [name, shot] of Object.entries(shots)) {
  if (process.argv[3] && !name.includes(process.argv[3])) continue;
  await shoot(name, shot);
  process.stdout.write(`${name}\n`);
}
