/** Our node against a real one, over real connections: found, talk, cut, heal, lose, restore, misbehave, export. */
import assert from 'node:assert/strict';
import crypto from 'node:crypto';
import fs from 'node:fs';
import { after, before, test } from 'node:test';
import { certificate } from '../node/der.mjs';
import { Node } from '../node/node.mjs';
import { dial } from '../node/session.mjs';
import { Southland } from './southland.mjs';

const HEARTBEAT_MS = 300;
let south, node;
const said = [];
const text = body => ({ type: 'FREE TEXT', precedence: 'ROUTINE', language: 'en', desk: 'watch', body: { text: body } });
const says = what => () => node.peerLog.leaves.findIndex(leaf => leaf.includes(what)) + 1;
const allReceipted = () => node.logsOf('northland').every(log => log.delivered === log.size);

function start() {
  node = new Node(south.file('north'));
  for (const event of ['strange', 'bye', 'dispute', 'disputed', 'ended']) {
    node.on(event, what => said.push(`${event} ${what.message ?? what.why ?? JSON.stringify(what.log ? { kind: what.kind } : what)}`));
  }
  node.dial('127.0.0.1', south.port);
}

before(async () => { south = await Southland.founded(HEARTBEAT_MS); });
after(async () => {
  node?.close();
  if (process.env.INTEROP_KEEP) console.log(south.folder, said); else await south.clean();
  await south.stop();
});

test('founding: each reads the other\'s card, charter and keys, and gives a receipt for the founding run', async () => {
  south.serve();
  start();
  await node.until(() => allReceipted() && node.peerLog, 'the founding runs are receipted', 20_000);
  assert.equal(node.own.size, 20);
  assert.equal(node.peerLog.size, 20);
  assert.ok(node.keys.ring.head(node.own.receipt, node.own.origin).cos.length);
});

test('the line comes up', async () => {
  const up = await Southland.until(async () => /path interop.*: UP/.exec(await south.status()), 'UP');
  assert.ok(up);
});

test('we say something: it is cosigned and shown', async () => {
  const index = node.say({ ...text('The bridge is open.'), precedence: 'PRIORITY' });
  await node.until(() => node.own.delivered > index, 'the receipt');
  const head = node.keys.ring.head(node.own.receipt, node.own.origin);
  assert.equal(head.size, index + 1);
  assert.deepEqual(head.root, node.own.root);
  assert.match(await south.tail(3), /PRIORITY FREE TEXT[^]*The bridge is open\./);
});

test('southland says something: we keep it, cosign it, and southland shows it delivered', async () => {
  await south.send('We see the bridge.', '--precedence', 'PRIORITY');
  const index = await node.until(says('We see the bridge.'), 'heard') - 1;
  assert.ok(fs.readFileSync(south.file('north/record.lines'), 'utf8').includes(node.peerLog.leaves[index].toString('base64')));
  await Southland.until(async () => /PRIORITY FREE TEXT  DELIVERED\n.*\n   We see the bridge/.exec(await south.tail(5)), 'DELIVERED');
  const ack = node.ack(node.peerLog, index, 'SEEN');
  await node.until(() => node.own.delivered > ack, 'the receipt of the ACK');
  assert.match(await south.tail(3), /ACK[^]*SEEN/);
});

test('cut and healed: both say on, both catch up', async () => {
  node.paths[0].cut();
  const first = node.sayAll(Array.from({ length: 40 }, (_, i) => text(`Said in the dark, ${i}. ${'.'.repeat(500)}`)));
  await south.send('Southland in the dark.');
  assert.ok(node.own.delivered <= first);
  node.paths[0].start();
  await node.until(() => allReceipted() && says('Southland in the dark.')(), 'caught up');
  assert.match(await south.tail(60), /Said in the dark, 39/);
});

test('FLASH overtakes a backlog and gets an early receipt; the back-fill follows', async () => {
  node.paused = true;
  node.sayAll(Array.from({ length: 12 }, (_, i) => text(`Before the flash, ${i}.`)));
  const index = node.say({ ...text('Stop the convoy.'), precedence: 'FLASH' });
  await node.until(() => node.own.earlyReceipts.has(index), 'the early receipt');
  assert.ok(node.own.delivered <= index - 12);
  assert.match(await south.tail(3), /Stop the convoy/);
  node.paused = false;
  node.say(text('After the flash.'));
  await node.until(allReceipted, 'back-filled');
  const lone = node.say({ ...text('A lone flash.'), precedence: 'FLASH' });
  await node.until(() => node.own.delivered > lone, 'the receipt of the lone one');
  await south.send('Flash from southland.', '--precedence', 'FLASH');
  await node.until(says('Flash from southland.'), 'heard');
});

test('southland acknowledges ours: we keep its SEEN and give a receipt', async () => {
  const index = node.say({ ...text('Acknowledge this.'), precedence: 'PRIORITY' });
  await node.until(() => node.own.delivered > index, 'the receipt');
  const { status, body } = await south.post(`/api/v1/lines/${node.keys.line}/entries/northland/${node.own.epoch}/${index}/acknowledgements`, { level: 'SEEN' });
  assert.equal(status, 201, body);
  const at = await node.until(says('"level":"SEEN"'), 'heard') - 1;
  const { type, references } = node.peerLog.statement(at);
  assert.equal(type, 'ACK');
  assert.deepEqual(references, [{ party: 'northland', epoch: node.own.epoch, index, rel: 'acknowledges' }]);
  await Southland.until(async () => /ACK  DELIVERED/.test(await south.tail(3)), 'our receipt for it');
});

/** A session of ours on which only what the test sends is said. @returns {Promise<{bye: object, why: string}>} */
async function misbehave(act) {
  const session = await dial(node.keys.identity, node.keys.pinned, '127.0.0.1', south.port);
  session.kind = 'BULK';
  session.path = 'misbehaves';
  return new Promise(done => {
    let bye;
    session.on('frame', ({ name, h }) => { if (name === 'BYE') bye = h; });
    session.on('ended', why => done({ bye, why }));
    act(session, node.hello(session));
  });
}

test('what breaks the rules is refused with the code of the text, and the line stays up', async () => {
  const refused = async (code, act) => assert.equal((await misbehave(act)).bye?.code, code);
  await refused('WRONG_LINE', (session, hello) => session.send('HELLO', { ...hello, line: '0'.repeat(32) }));
  await refused('WRONG_PARTY', (session, hello) => session.send('HELLO', { ...hello, party: 'southland' }));
  await refused('OUT_OF_ORDER', session => session.send('GOT', { bytes: 0 }));
  await refused('OUT_OF_ORDER', (session, hello) => { session.send('HELLO', hello); session.send('HELLO', hello); });
  await refused('UNKNOWN_FRAME', (session, hello) => { session.send('HELLO', hello); session.sendRaw(Buffer.from([0, 0, 0, 3, 99, 123, 125])); });
  await refused('MALFORMED_FRAME', (session, hello) => { session.send('HELLO', hello); session.sendRaw(Buffer.from([0, 0, 0, 2, 7, 123])); });
  const { privateKey } = crypto.generateKeyPairSync('ed25519');
  const stranger = { key: privateKey.export({ type: 'pkcs8', format: 'pem' }), cert: certificate(privateKey, 'northland') };
  const mute = await dial(stranger, node.keys.pinned, '127.0.0.1', south.port).then(session => new Promise(done => {
    session.on('frame', () => done(false));
    session.on('ended', () => done(true));
    session.send('HELLO', node.hello(session));
  }), () => true);
  assert.ok(mute, 'nobody hears a word whose key is not in the charter');
  const index = node.say({ ...text('After the refusals.'), precedence: 'PRIORITY' });
  await node.until(() => node.own.delivered > index, 'the receipt');
});

test('southland calls us: its sessions carry the line alone', async () => {
  await node.listen('127.0.0.1', south.ourPort);
  await node.until(() => ['BULK', 'URGENT'].every(kind => node.open(kind).some(session => !session.dialler)), 'both kinds of session', 20_000);
  node.paths[0].cut();
  assert.ok([...node.sessions].every(session => !session.dialler));
  const index = node.say({ ...text('On your call.'), precedence: 'PRIORITY' });
  await node.until(() => node.own.delivered > index, 'the receipt');
  await south.send('On our call.', '--precedence', 'FLASH');
  await node.until(says('On our call.'), 'heard');
  node.paths[0].start();
});

test('southland loses its store: it has everything back from us, and goes on in a new epoch', async () => {
  const lost = node.peerLog;
  const { size } = lost;
  await south.stop();
  for (const name of fs.readdirSync(south.file(`south/lines/${node.keys.line}`))) {
    if (name.startsWith('store.')) fs.rmSync(south.file(`south/lines/${node.keys.line}/${name}`));
  }
  south.serve();
  await node.until(() => node.peerLog !== lost && allReceipted(), 'the new epoch', 30_000);
  const { body } = node.peerLog.statement(0);
  assert.equal(body.number, 2);
  assert.ok(lost.size >= size);
  const shown = await Southland.until(async () => {
    const all = await south.tail(200);
    return /Said in the dark, 39/.test(all) && /We see the bridge/.test(all) && /Flash from southland/.test(all) && all;
  }, 'everything back');
  assert.equal(shown.match(/We see the bridge/g).length, 1);
  const index = node.say(text('After the loss.'));
  await node.until(() => node.own.delivered > index, 'the receipt');
});

test('what southland exports of both logs is verified by somebody else', async () => {
  await south.must('export', '--data', 'south', '--out', 'all.zip');
  const verdict = await south.must('verify', 'all.zip');
  for (const epoch of [...node.logsOf('northland'), ...node.logsOf('southland')]) assert.ok(verdict.includes(epoch.epoch), verdict);
});
