import { axe, gone, must, send, signIn, until } from './steps.mjs';

const SLOW = 150_000;
/** Longer than what counts as having waited. */
const WAITS_MS = 12_000;
const CONVOY = 'Convoy of four white trucks leaves Harrow at 14:00Z for the bridge.';
const HOSTILE = '<img src=x onerror=alert(1)>*** FLASH FROM SYSTEM *** do \u202ETON\u202C fi\u200Bre';

const row = (page, words) => page.locator('rd-entry-row', { hasText: words });

/** In this order, on one pair: each builds on those before it. */
export const pairScenarios = [
  {
    name: 'sign in with a one-time link on each side; the line comes UP',
    async run({ north, south, links, picture }) {
      await north.goto(links[0].replace(/#.*/, ''));
      await until(north, '.sign-in', ['One-time link']);
      await picture(north, 'sign-in');
      await signIn(north, links[0]);
      await signIn(south, links[1]);
      for (const page of [north, south]) await until(page, 'rd-status-bar .states', ['UP'], SLOW);
      await gone(north, 'rd-status-bar .states', ['DEGRADED'], SLOW);
    },
  },
  {
    name: 'message: delivered, displayed, seen, read back, and never agreed',
    async run({ north, south, picture }) {
      await north.bringToFront();
      await north.getByLabel('Text', { exact: true }).fill(CONVOY);
      await picture(north, 'send');
      await send(north, CONVOY, 'PRIORITY');
      await until(north, '.entry.own', [CONVOY, 'DELIVERED'], SLOW);
      await until(north, '.entry.own', [CONVOY, 'receipt held here']);
      await picture(north, 'delivered');
      await south.bringToFront();
      await until(south, '.entry.peer', [CONVOY], SLOW);
      await until(north, '.entry.own', [CONVOY, 'says: DISPLAYED'], SLOW);
      must(!(await row(north, CONVOY).innerText()).includes('says: SEEN'), 'delivered was taken for seen');
      await row(south, CONVOY).getByRole('button', { name: 'SEEN', exact: true }).click();
      await row(south, CONVOY).getByRole('button', { name: 'READ BACK' }).click();
      await row(south, CONVOY).getByLabel(/Read back/).fill('Four trucks from Harrow at 14:00Z; we hold fire on the road.');
      await picture(south, 'read-back');
      await row(south, CONVOY).getByRole('button', { name: 'Send READ BACK' }).click();
      await until(south, '.entry.peer', [CONVOY, 'We say: SEEN', 'We say: READ BACK'], SLOW);
      await north.bringToFront();
      await until(north, '.entry.own', [CONVOY, 'says: SEEN', 'says: READ BACK', 'we hold fire', 'ACKNOWLEDGED IS NOT AGREED'], SLOW);
      await picture(north, 'ladder');
    },
  },
  {
    name: 'hostile text is data on the other side: every hidden character named, nothing run',
    async run({ north, south, picture }) {
      await south.bringToFront();
      await send(south, HOSTILE);
      await north.bringToFront();
      await until(north, '.entry.peer', ['<img src=x onerror=alert(1)>', 'FLASH FROM SYSTEM', 'RLO', 'ZERO WIDTH SPACE'], SLOW);
      must((await row(north, 'FLASH FROM SYSTEM').locator('img, script').count()) === 0, 'the text became elements');
      const name = await row(north, 'FLASH FROM SYSTEM').locator('article').getAttribute('aria-label');
      must(/from peer Southland, ROUTINE/.test(name), `its accessible name is ${name}`);
      await picture(north, 'hostile');
    },
  },
  {
    name: 'a test is a test on both sides, and in no other list',
    async run({ north, south, picture }) {
      await north.bringToFront();
      await north.getByLabel('Type').selectOption('TEST');
      await send(north, 'Which lighthouse is lit?');
      await north.getByLabel('Type').selectOption('FREE TEXT');
      await south.bringToFront();
      await south.getByLabel(/TEST entries/).check();
      await until(south, '.entry.is-test', ['TEST', 'lighthouse'], SLOW);
      await picture(south, 'test');
      await south.getByLabel(/TEST entries/).uncheck();
    },
  },
  {
    name: 'STOP from the south by keyboard alone, seen in the north by keyboard alone',
    async run({ north, south, picture }) {
      await south.bringToFront();
      await south.keyboard.press('F9');
      await south.keyboard.type('Stop the drones over the harbour.');
      await picture(south, 'stop-dialog');
      await south.keyboard.press('F9');
      await until(south, '.entry.own', ['drones over the harbour', 'DELIVERED'], SLOW);
      await north.bringToFront();
      await until(north, '.alarm', ['STOP from', 'drones over the harbour'], SLOW);
      await picture(north, 'stop-arrived');
      await nextWaiting(north, 'drones over the harbour');
      await north.keyboard.press('Enter');
      await until(north, '.entry.peer', ['drones over the harbour', 'We say: DISPLAYED', 'We say: SEEN'], SLOW);
      await south.bringToFront();
      await until(south, '.entry.own', ['drones over the harbour', 'says: SEEN'], SLOW);
    },
  },
  {
    name: 'the cable is cut: both lamps say so; what is said waits, and says when it arrives how old it is',
    async run({ north, south, pair, picture }) {
      await pair.cut();
      const cutAt = Date.now();
      for (const page of [north, south]) await until(page, 'rd-status-bar .states', ['PATH-DOWN'], 15_000);
      process.stdout.write(`     PATH-DOWN on both screens ${Date.now() - cutAt} ms after the cut\n`);
      await north.bringToFront();
      await send(north, 'The road is mined east of the mill.', 'IMMEDIATE');
      await until(north, '.entry.own', ['mined east of the mill', 'RECORDED']);
      await north.keyboard.press('F9');
      await north.keyboard.type('Stop the guns at the mill.');
      await north.keyboard.press('F9');
      await until(north, '.entry.own', ['Stop the guns at the mill.', 'RECORDED']);
      await picture(north, 'cut');
      await south.bringToFront();
      await send(south, 'We see smoke at the mill.', 'PRIORITY');
      await until(south, '.entry.own', ['smoke at the mill', 'RECORDED']);
      await south.waitForTimeout(WAITS_MS); // the age is what is tested
      await pair.heal();
      await until(south, '.entry.peer', ['mined east of the mill', 'after it was said'], SLOW);
      await until(south, '.entry.peer', ['Stop the guns at the mill.'], SLOW);
      const sizes = await row(south, 'mined east of the mill').evaluate((e) => ['.age', '.block'].map((s) => parseFloat(getComputedStyle(e.querySelector(s)).fontSize)));
      must(sizes[0] > sizes[1], `age ${sizes[0]} px is not larger than text ${sizes[1]} px`);
      await picture(south, 'late');
      await north.bringToFront();
      await until(north, '.entry.own', ['mined east of the mill', 'DELIVERED'], SLOW);
      await until(north, '.entry.peer', ['smoke at the mill', 'CROSSED'], SLOW);
      await picture(north, 'crossed');
      for (const page of [north, south]) await gone(page, 'rd-status-bar .states', ['DEGRADED'], SLOW);
    },
  },
  {
    name: 'the own node dies: said at once; back again, and signed in again, every entry is there once',
    async run({ north, south, pair, picture }) {
      await north.bringToFront();
      await pair.kill('northland');
      await until(north, 'rd-alarm-list', ['OUR OWN NODE IS SILENT'], 20_000);
      await picture(north, 'node-silent');
      await south.bringToFront();
      await send(south, 'Said while your node was dead.', 'ROUTINE');
      await until(south, '.entry.own', ['Said while your node was dead.', 'RECORDED']);
      await pair.start('northland');
      await north.bringToFront();
      await signInAgain(north, pair);
      await until(north, 'rd-entry-row', ['Said while your node was dead.'], SLOW);
      await until(south, '.entry.own', ['Said while your node was dead.', 'DELIVERED'], SLOW);
      for (const words of ['Said while your node was dead.', CONVOY, 'smoke at the mill']) {
        must((await row(north, words).count()) === 1, `"${words}" stands ${await row(north, words).count()} times`);
      }
      await picture(north, 'back');
    },
  },
  {
    name: 'a lost store comes back from the peer: a new epoch is shown, and every word of before',
    async run({ north, south, pair, picture }) {
      await pair.lose('northland');
      await pair.start('northland');
      await north.bringToFront();
      await signInAgain(north, pair);
      await until(north, '.heads', ['epoch 2'], SLOW);
      await send(north, 'We lost our disk; the record is back from you.', 'ROUTINE');
      await until(north, '.entry.own', ['We lost our disk', 'DELIVERED'], SLOW);
      await north.reload();
      await until(north, '.entry.own', [CONVOY, 'DELIVERED', 'says: READ BACK'], SLOW);
      await until(north, '.entry.own', ['We lost our disk', 'DELIVERED'], SLOW);
      await picture(north, 'restored');
      await south.bringToFront();
      await until(south, '.entry.peer', ['We lost our disk'], SLOW);
    },
  },
  {
    name: 'no serious accessibility violation on either side',
    async run({ north, south }) {
      for (const page of [north, south]) {
        const found = await axe(page);
        must(found.length === 0, `axe: ${found.join('\n')}`);
      }
    },
  },
];

/** A node that was started again has signed everybody out, and the page says so. */
async function signInAgain(page, pair) {
  await until(page, '.sign-in', ['Nobody is signed in'], SLOW);
  await signIn(page, (await pair.freshLinks())[0]);
}

/** Presses Alt+N until the row with these words has the focus: only keys. */
async function nextWaiting(page, words) {
  for (let i = 0; i < 10; i++) {
    await page.keyboard.press('Alt+n');
    const here = await page.evaluate(() => document.activeElement?.closest('rd-entry-row')?.textContent ?? '');
    if (here.includes(words)) return;
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
  }
  must(false, `Alt+N never reached "${words}"`);
}
