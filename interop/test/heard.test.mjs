/** What the person is told of entries, with no connection. */
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Log } from '../node/log.mjs';
import { Node } from '../node/node.mjs';

test('an entry that overtook and then comes in its place is heard once', () => {
  const log = new Log('north-south', 'southland', '1-0123456789abcdef');
  const leaves = ['first', 'overtaker'].map(text => Buffer.from(text));
  log.early.set(1, { header: {}, leaf: leaves[1] });
  const heard = [];
  const node = { keys: { peer: 'southland' }, store: { write() {}, commit() {} }, sayAll() {},
    emit(event, what) { if (event === 'heard') heard.push(what.index); } };
  Node.prototype.keep.call(node, log, leaves, 'head');
  assert.deepEqual(heard, [0]);
  assert.equal(log.early.size, 0);
});

test('an entry that cannot be read: UNREADABLE has a reference about it', () => {
  const log = new Log('north-south', 'southland', '1-0123456789abcdef');
  const said = [];
  const node = { keys: { peer: 'southland' }, store: { write() {}, commit() {} }, sayAll: all => said.push(...all), emit() {} };
  Node.prototype.keep.call(node, log, [Buffer.from('no entry')], 'head');
  assert.deepEqual(said.map(each => each.references), [[{ party: 'southland', epoch: log.epoch, index: 0, rel: 'about' }]]);
});
