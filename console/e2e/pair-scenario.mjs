import { axe, must, send, signIn, until } from './steps.mjs';

/** Two real nodes: message, delivered, displayed, seen, read back, STOP and its SEEN, the other way round too. */
export async function pairScenario({ pages: [north, south], links }) {
  await signIn(north, links[0]);
  await signIn(south, links[1]);
  const text = `Convoy of four leaves at 14:00Z. (${Date.now()})`;
  await north.bringToFront();
  await send(north, text, 'PRIORITY');
  await until(north, '.entry.own', [text, 'DELIVERED'], 15_000);
  await south.bringToFront();
  await until(south, '.entry.peer', [text], 15_000);
  const row = south.locator('rd-entry-row', { hasText: text });
  await row.getByRole('button', { name: 'SEEN', exact: true }).click();
  await row.getByRole('button', { name: 'READ BACK' }).click();
  await row.getByLabel(/Read back/).fill('Four vehicles at 14:00Z; no fire on the road.');
  await row.getByRole('button', { name: 'Send READ BACK' }).click();
  await until(south, '.entry.peer', [text, 'We say: SEEN', 'We say: READ BACK']);
  await north.bringToFront();
  await until(north, '.entry.own', [text, 'says: SEEN', 'says: READ BACK', 'no fire on the road', 'ACKNOWLEDGED IS NOT AGREED'], 15_000);
  await south.bringToFront();
  await south.keyboard.press('F9');
  await south.keyboard.type('Stop the drones over the harbour.');
  await south.keyboard.press('F9');
  await until(south, '.entry.own', ['drones over the harbour', 'DELIVERED'], 15_000);
  await north.bringToFront();
  await until(north, '.alarm', ['STOP from', 'drones over the harbour'], 15_000);
  await north.keyboard.press('Alt+n');
  await north.keyboard.press('Enter');
  await south.bringToFront();
  await until(south, '.entry.own', ['drones over the harbour', 'says: SEEN'], 15_000);
  for (const page of [north, south]) {
    const found = await axe(page);
    must(found.length === 0, `axe: ${found.join('\n')}`);
  }
}
