import { axe, gone, must, send, signIn, until } from './steps.mjs';

const DARK = { viewport: { width: 1440, height: 900 }, colorScheme: 'dark' };
const LIGHT = { viewport: { width: 1440, height: 900 }, colorScheme: 'light' };
const NARROW = { viewport: { width: 380, height: 800 }, colorScheme: 'dark' };

async function noSeriousViolation({ page, link }) {
  await signIn(page, link);
  await page.waitForTimeout(500);
  const found = await axe(page);
  must(found.length === 0, `axe: ${found.join('\n')}`);
}

/** Each runs on a mock of its own. */
export const mockScenarios = [
  {
    name: 'sign in: the link works, the token leaves the address, a wrong one is explained',
    async run({ page, link }) {
      await page.goto(link.replace(/#.*/, '#not-the-right-token'));
      await until(page, '.sign-in', ['ringdown officer link']);
      must(page.url().endsWith('/'), `the token is still in the address: ${page.url()}`);
      await page.getByLabel('One-time link or its token').fill(link);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await until(page, 'rd-status-bar', ['Northland', 'Southland', 'UP']);
    },
  },
  {
    name: 'send: recorded, delivered, seen by a person',
    async run({ page, link, mock }) {
      await signIn(page, link);
      await send(page, 'The bridge is closed until 16:00Z.', 'PRIORITY');
      await until(page, '.entry.own', ['The bridge is closed', 'RECORDED']);
      await until(page, '.entry.own', ['The bridge is closed', 'DELIVERED', 'receipt held here']);
      const entry = mock.world.entries.findLast((e) => e.text?.startsWith('The bridge'));
      mock.world.ack('southland', entry, 'SEEN');
      await until(page, '.entry.own', ['The bridge is closed', 'Southland says: SEEN', 'by watch officer', 'ACKNOWLEDGED IS NOT AGREED']);
      must(entry.shown?.size >= 10, `shown was ${JSON.stringify(entry.shown)}`);
    },
  },
  {
    name: 'answer: SEEN once, READ BACK in own words, RELAYED TO a post',
    async run({ page, link, mock }) {
      await signIn(page, link);
      const asked = mock.world.add('southland', { precedence: 'PRIORITY', text: 'Our boat 12 has no engine, west of the reef.' });
      const row = page.locator('rd-entry-row', { hasText: 'Our boat 12' });
      await row.getByRole('button', { name: 'SEEN', exact: true }).dblclick();
      await until(page, 'rd-entry-row', ['Our boat 12', 'We say: SEEN']);
      await row.getByRole('button', { name: 'READ BACK' }).click();
      await row.getByLabel(/Read back/).fill('Boat 12 drifts west of the reef; we keep clear.');
      await row.getByRole('button', { name: 'Send READ BACK' }).click();
      await until(page, 'rd-entry-row', ['Our boat 12', 'We say: READ BACK', 'we keep clear']);
      await row.getByRole('button', { name: 'Other answer' }).click();
      await row.getByLabel('Answer').selectOption('RELAYED TO');
      await row.getByLabel('Post that was told').fill('coast guard');
      await row.getByRole('button', { name: 'Send RELAYED TO' }).click();
      await until(page, 'rd-entry-row', ['Our boat 12', 'We say: RELAYED TO coast guard']);
      const acks = mock.world.entries.filter((e) => e.type === 'ACK' && e.party === 'northland' && e.references[0].index === asked.index);
      const levels = acks.map((e) => e.fields.level).filter((level) => level !== 'DISPLAYED');
      must(levels.join() === 'SEEN,READ BACK,RELAYED TO', `levels were ${levels}`);
    },
  },
  {
    name: 'STOP: two presses of one key, under five seconds, both fields',
    async run({ page, link, mock }) {
      await signIn(page, link);
      const begun = Date.now();
      await page.keyboard.press('F9');
      await page.keyboard.type('Stop the drones over the harbour.');
      await page.keyboard.press('Tab');
      await page.keyboard.type('Harbour');
      await page.keyboard.press('F9');
      await until(page, '.entry.own', ['STOP', 'drones over the harbour', 'DELIVERED']);
      must(Date.now() - begun < 5000, `STOP took ${Date.now() - begun} ms`);
      const { precedence, fields } = mock.world.entries.findLast((e) => e.type === 'STOP');
      must(precedence === 'FLASH' && fields.where === 'Harbour', JSON.stringify({ precedence, fields }));
      await until(page, '.open-stop', ['Our STOP', 'has not said SEEN']);
    },
  },
  {
    name: 'STOP: a held key does not send, Escape sends nothing',
    async run({ page, link, mock }) {
      await signIn(page, link);
      await page.keyboard.down('F9');
      await page.keyboard.down('F9');
      await page.keyboard.up('F9');
      await page.waitForTimeout(300);
      await page.keyboard.press('Escape');
      await page.waitForTimeout(300);
      must(!mock.world.entries.some((e) => e.type === 'STOP'), 'a STOP was sent');
      await page.keyboard.press('Control+Shift+S');
      await until(page, '.stop-dialog', ['STOP to Southland']);
    },
  },
  {
    name: 'STOP without a record: UNRECORDED HERE, never delivered',
    async run({ page, link, mock }) {
      mock.world.recordStopped = true;
      await signIn(page, link);
      await until(page, 'rd-alarm-list', ['RECORD-STOPPED']);
      await page.getByRole('button', { name: /^STOP/ }).click();
      await page.waitForTimeout(700);
      await page.getByRole('button', { name: /^SEND STOP/ }).click();
      await until(page, '.pending-entry', ['UNRECORDED HERE', 'whether it arrived is unknown']);
    },
  },
  {
    name: 'STOP of the peer without a record: its words stand there, as large as any STOP',
    async run({ page, link, mock }) {
      await signIn(page, link);
      mock.world.add('northland', {
        type: 'HEARD', precedence: 'IMMEDIATE', fields: { note: 'ringdown/unrecorded/v1 …', statement: 'stop-heard-0001' },
        carried: { party: 'southland', type: 'STOP', precedence: 'FLASH', id: 'stop-heard-0001', test: false,
          text: 'Stop firing at the bridge.', fields: { where: 'the bridge at Twin Rivers' } },
      });
      await until(page, '.entry.grave', ['without a record', 'STOP', 'Stop firing at the bridge.', 'the bridge at Twin Rivers']);
      must(!(await page.locator('.entry.grave').innerText()).includes('ringdown/unrecorded/v1'), 'the raw note is shown');
    },
  },
  {
    name: 'STOPs of the peer that no record holds: each is loud, and told to whoever comes later until noticed',
    async run({ page, link, mock }) {
      const heard = (id, words) => mock.world.alarm('unrecorded-heard', `The peer sent STOP: “${words}”. Act on it. OUR LOG CAN'T HOLD IT NOW: write it down.`, { statement: id });
      heard('stop-heard-0001', 'Stop firing at the bridge.');
      await signIn(page, link);
      await until(page, '.alarm.new', ['STOP', 'Stop firing at the bridge.', 'write it down']);
      await page.getByRole('button', { name: 'Noticed' }).click();
      await until(page, '.alarm.noticed', ['Stop firing at the bridge.']);
      heard('stop-heard-0002', 'Now the ferry too.');
      await until(page, '.alarm.new', ['Now the ferry too.']);
      await until(page, '.alarm.noticed', ['Stop firing at the bridge.']);
      await page.reload();
      await until(page, '.alarm.new', ['Now the ferry too.']);
      await gone(page, '.alarm', ['Stop firing at the bridge.']);
      mock.world.add('northland', {
        type: 'HEARD', precedence: 'IMMEDIATE', fields: { note: 'x', statement: 'stop-heard-0002' },
        carried: { party: 'southland', type: 'STOP', precedence: 'FLASH', id: 'stop-heard-0002', test: false, text: 'Now the ferry too.' },
      });
      await until(page, '.alarm.new', ['STOP from Southland', 'without a record', 'Now the ferry too.']);
      must((await page.locator('.alarm').count()) === 1, 'one STOP has two alarms');
    },
  },
  {
    name: 'UNRECORDED of the peer: waits for SEEN like any STOP, and its alarm is over when it is said',
    async run({ page, link, mock }) {
      const said = { party: 'southland', type: 'STOP', precedence: 'FLASH', id: 'stop-heard-0001', test: false, text: 'Stop firing at the bridge.' };
      mock.world.add('northland', { type: 'HEARD', precedence: 'IMMEDIATE', fields: { note: 'x' }, carried: said });
      mock.world.add('southland', { type: 'UNRECORDED', precedence: 'FLASH', id: 'stop-heard-0001', fields: { note: 'x' }, carried: said });
      await signIn(page, link);
      await until(page, '.alarm.new', ['STOP from Southland', 'needs SEEN', 'Stop firing at the bridge.']);
      await until(page, '.waiting', ['2 need SEEN']);
      const row = page.locator('rd-entry-row', { hasText: 'UNRECORDED' }).filter({ has: page.getByRole('button', { name: 'SEEN', exact: true }) });
      await row.getByRole('button', { name: 'SEEN', exact: true }).click();
      await gone(page, '.alarm', ['Stop firing at the bridge.']);
      await until(page, 'rd-entry-row', ['UNRECORDED', 'We say: SEEN']);
    },
  },
  {
    name: 'no answer: unknown, asked again with the same key, said once',
    async run({ page, link, mock }) {
      await signIn(page, link);
      Object.assign(mock, { deaf: 6, swallow: 1 });
      await send(page, 'Say this once.');
      await until(page, '.pending-entry', ['UNKNOWN', 'asking again']);
      await until(page, '.entry.own', ['Say this once.', 'DELIVERED']);
      await gone(page, '.pending-entry', ['Say this once.']);
      must(mock.world.entries.filter((e) => e.text === 'Say this once.').length === 1, 'it was not said exactly once');
      must(!/\bfailed\b/i.test(await page.locator('body').innerText()), 'the page says "failed"');
    },
  },
  {
    name: 'crossing: what came meanwhile is shown first, and shown says what stood on the screen',
    async run({ page, link, mock }) {
      await signIn(page, link);
      await page.getByLabel('Text', { exact: true }).fill('We will fly at noon.');
      mock.world.add('southland', { precedence: 'IMMEDIATE', text: 'We fire at noon, stay away.' });
      await until(page, 'rd-entry-row', ['We fire at noon']);
      await page.keyboard.press('Control+Enter');
      await until(page, 'rd-crossing-dialog dialog[open]', ['said this while you wrote', 'We fire at noon']);
      must(!mock.world.entries.some((e) => e.text === 'We will fly at noon.'), 'it was sent before the officer chose');
      await page.getByRole('button', { name: 'Back to my text' }).click();
      await page.getByLabel('Text', { exact: true }).fill('We will not fly at noon.');
      await page.keyboard.press('Control+Enter');
      await until(page, '.entry.own', ['We will not fly at noon.', 'DELIVERED']);
    },
  },
  {
    name: 'the path goes down: said at once, with the telephone, until it is back',
    async run({ page, link, mock }) {
      await signIn(page, link);
      mock.world.setPath('PATH-DOWN', 'nothing heard for 4 s');
      await until(page, 'rd-status-bar', ['PATH-DOWN', 'nothing heard for 4 s'], 5000);
      await until(page, 'rd-alarm-list', ['PATH-DOWN', 'Telephone Southland', '+00 555 0199']);
      await page.getByRole('button', { name: 'Noticed' }).click();
      mock.world.setPath('UP', '');
      await gone(page, '.alarm', ['PATH-DOWN']);
    },
  },
  {
    name: 'our node hangs: a path that was not heard for too long is not called UP, and the telephone is shown',
    async run({ page, link, mock }) {
      await signIn(page, link);
      await until(page, 'rd-status-bar .paths', ['UP']);
      mock.world.hungMs = Date.now();
      await until(page, 'rd-status-bar .paths', ['NOT KNOWN', 'our node still calls it UP'], 10_000);
      await until(page, 'rd-status-bar .states', ['NOT KNOWN']);
      await until(page, 'rd-alarm-list', ['THE LINE IS NOT KNOWN TO WORK', 'Telephone Southland', '+00 555 0199']);
      mock.world.hungMs = undefined;
      await until(page, '.alarm', ['OVER: THE LINE IS NOT KNOWN']);
      await gone(page, 'rd-status-bar', ['NOT KNOWN']);
    },
  },
  {
    name: 'a store that came back from the peer: everything is read again from the first entry',
    async run({ page, link, mock }) {
      await signIn(page, link);
      await until(page, 'rd-entry-row', ['Convoy']);
      mock.world.restore({ text: 'Came to light after the restore.' });
      await until(page, 'rd-entry-row', ['Came to light after the restore.'], 12_000);
    },
  },
  {
    name: 'the clocks are those of the charter',
    async run({ page, link, mock }) {
      mock.world.clocks.ROUTINE = { receiptMs: 1000, seenMs: 600_000 };
      mock.world.deliver = false;
      mock.world.add('southland', { text: 'When must this be seen?' });
      await signIn(page, link);
      await until(page, 'rd-entry-row', ['When must this be seen?', 'SEEN due in 9 min']);
      await send(page, 'When must this be receipted?');
      await until(page, '.entry.own', ['When must this be receipted?', 'No receipt for']);
    },
  },
  {
    name: 'STOP that the page can not take: the dialog stays and says so',
    async run({ page, link }) {
      await signIn(page, link);
      await page.keyboard.press('F9');
      await page.evaluate(() => (document.querySelector('rd-stop').desk.say = () => undefined));
      await page.waitForTimeout(700);
      await page.keyboard.press('F9');
      await until(page, '.stop-dialog[open]', ['NOT SENT', 'Telephone now']);
    },
  },
  {
    name: 'NO-RECEIPT-BY is a sentence',
    scene: 'hostile',
    async run({ page, link }) {
      await signIn(page, link);
      await until(page, '.entry.notice', ['NO-RECEIPT-BY', 'no receipt had come for our entries 11 to 12', 'It is not known whether']);
    },
  },
  {
    name: 'a lost event is not believed for longer than five seconds',
    async run({ page, link, mock }) {
      await signIn(page, link);
      mock.world.path = { state: 'PATH-DOWN', cause: 'told to nobody', since: new Date().toISOString() };
      await until(page, 'rd-status-bar', ['PATH-DOWN', 'told to nobody'], 5000);
    },
  },
  {
    name: 'our own node falls silent: said within ten seconds, and over when it speaks again',
    async run({ page, link, mock }) {
      await signIn(page, link);
      await page.waitForTimeout(500);
      mock.silent = true;
      await until(page, 'rd-alarm-list', ['OUR OWN NODE IS SILENT'], 10_000);
      await until(page, 'rd-status-bar', ['UNKNOWN: node silent']);
      mock.world.add('southland', { text: 'Said while nobody listened.' });
      mock.silent = false;
      await until(page, '.alarm', ['OVER: OUR OWN NODE IS SILENT'], 15_000);
      await until(page, 'rd-entry-row', ['Said while nobody listened.']);
    },
  },
  {
    name: 'tests are folded away and labelled when shown',
    async run({ page, link }) {
      await signIn(page, link);
      await gone(page, 'rd-entry-row', ['lighthouse']);
      await page.getByLabel(/TEST entries \(2/).check();
      await until(page, '.entry.is-test', ['TEST', 'lighthouse']);
    },
  },
  {
    name: 'hostile text is data: shown, named, never run, never styled',
    scene: 'hostile',
    async run({ page, link }) {
      await signIn(page, link);
      await until(page, 'rd-entry-row', ['<img src=x onerror=alert(1)>', 'RLO', 'ZERO WIDTH SPACE', 'FILLER', 'Look-alike letters']);
      await until(page, 'rd-entry-row', ['Arrived 14 min 12 s after it was said']);
      const row = page.locator('article', { hasText: 'FLASH FROM SYSTEM' });
      const name = await row.getAttribute('aria-label');
      must(/from peer Southland, PRIORITY/.test(name), `its accessible name is ${name}`);
      must((await row.locator('img, script').count()) === 0, 'the text became elements');
      const sizes = await row.evaluate((e) => [e.querySelector('.age'), e.querySelector('.block')].map((x) => parseFloat(getComputedStyle(x).fontSize)));
      must(sizes[0] > sizes[1], `age ${sizes[0]} px is not larger than text ${sizes[1]} px`);
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      must(!wide, 'the page scrolls sideways');
    },
  },
  {
    name: 'keyboard only: next waiting, SEEN, write, send',
    async run({ page, link, mock }) {
      await signIn(page, link);
      await until(page, '.waiting', ['1 needs SEEN']);
      await page.keyboard.press('Alt+n');
      await page.keyboard.press('Enter');
      await until(page, '.toolbar', ['nothing waits for SEEN']);
      const reached = async (label) => page.evaluate((l) => document.activeElement?.closest('label')?.textContent?.trim().startsWith(l) ?? false, label);
      for (let i = 0; i < 60 && !(await reached('Text')); i++) await page.keyboard.press('Tab');
      must(await reached('Text'), 'Tab never reached the text');
      await page.keyboard.type('Typed without a mouse.');
      await page.keyboard.press('Control+Enter');
      await until(page, '.entry.own', ['Typed without a mouse.', 'DELIVERED']);
      for (const level of ['DISPLAYED', 'SEEN']) must(mock.world.entries.some((e) => e.type === 'ACK' && e.fields.level === level), `${level} was not said`);
    },
  },
  {
    name: 'a reload in the middle of not knowing asks again with the same key',
    async run({ page, link, mock }) {
      await signIn(page, link);
      mock.deaf = 4;
      await send(page, 'Kept over a reload.');
      await until(page, '.pending-entry', ['UNKNOWN']);
      await page.reload();
      await until(page, '.entry.own', ['Kept over a reload.', 'DELIVERED']);
      must(mock.world.entries.filter((e) => e.text === 'Kept over a reload.').length === 1, 'it was not said exactly once');
    },
  },
  { name: 'axe, dark', scene: 'all', options: DARK, run: noSeriousViolation },
  { name: 'axe, light', scene: 'all', options: LIGHT, run: noSeriousViolation },
  { name: 'axe, narrow', scene: 'all', options: NARROW, run: noSeriousViolation },
];
