/** Root, card, charter, keys: how a party founds its end of a line (charter.md, Founding files). */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { hex } from './basics.mjs';
import { rawPub } from './ed25519.mjs';
import { mkVkey, sigLine, vkeyText } from './notes.mjs';
import { USES, card as readCard, charter as readCharter, layout } from './charter.mjs';

const generate = kind => crypto.generateKeyPairSync(kind).privateKey;
const pem = key => key.export({ format: 'pem', type: 'pkcs8' });
const texts = text => [{ language: 'en', text }];

/** A paper: kind line, the JSON in the one layout, and the signature of a root. */
export function paper(kind, value, root) {
  const text = `${kind}\n${layout(value)}`;
  return `${text}\n${sigLine(text, root.name, 1, root.key)}`;
}

/** @param {string} party @returns {{party: string, name: string, key: crypto.KeyObject}} */
export function newRoot(party) {
  return { party, name: `${party}/root-key/${hex(crypto.randomBytes(8))}`, key: generate('ed25519') };
}

export function makeCard(root, address) {
  const title = root.party[0].toUpperCase() + root.party.slice(1);
  return paper('ringdown/card/v1', {
    id: root.party,
    names: texts(title),
    root: vkeyText(mkVkey(root.name, 1, rawPub(root.key))),
    headquarters: texts(`${title} Headquarters`),
    commander: texts(`Commander of ${title}`),
    powers: { suspend: ['commander'], decline: ['supervisor', 'commander'], agree: ['commander'] },
    desks: [{ id: 'watch', names: texts('Watch'), hours: [], languages: ['en'] }],
    languages: ['en'],
    telephones: [],
    addresses: [address],
  }, root);
}

/** The charter that the two cards lead to, unsigned: the text and an empty line. */
export function makeCharter(own, other, heartbeatMs) {
  const clocks = { heartbeatMs };
  const due = { FLASH: 5_000, IMMEDIATE: 10_000, PRIORITY: 60_000, ROUTINE: 300_000 };
  for (const [name, deliveryMs] of Object.entries(due)) clocks[name] = { deliveryMs };
  return `ringdown/charter/v1\n${layout({
    version: 1,
    nonce: hex(crypto.randomBytes(16)),
    purpose: texts('To keep a line open between the two.'),
    emergency: texts('Anything in which people may die.'),
    parties: [readCard(own).p, readCard(other).p],
    languages: ['en'],
    address: [],
    clocks,
  })}\n`;
}

/** @param {string} file the charter with the signatures so far */
export function signCharter(file, root) {
  const text = file.slice(0, file.lastIndexOf('\n\n') + 1);
  return file + sigLine(text, root.name, 1, root.key);
}

/** One fresh key of each use: what the node keeps, and what a certificate shows. */
function freshKeys() {
  const kept = {}, shown = {};
  for (const use of USES) {
    if (use === 'pq') {
      const pair = ml_dsa44.keygen(crypto.randomBytes(32));
      kept.pq = Buffer.from(pair.secretKey).toString('base64');
      shown.pq = Buffer.from(pair.publicKey);
    } else {
      const key = generate(use === 'courier' || use === 'words' ? 'x25519' : 'ed25519');
      kept[use] = pem(key);
      shown[use] = use === 'tls' ? crypto.createPublicKey(key).export({ format: 'der', type: 'spki' }) : rawPub(key);
    }
  }
  return { kept, shown };
}

/**
 * Founds this end: draws the first epoch and the keys, certifies all of them, and writes what the node needs.
 * @returns {string} the `.keys` file for the other party
 */
export function found(directory, file, root) {
  const charter = readCharter(file);
  const epoch = `1-${hex(crypto.randomBytes(4))}`;
  const reserve = freshKeys(), use = freshKeys();
  const certificates = [reserve.shown, use.shown].flatMap(keys => USES.map(name => [name, keys[name]]))
    .map(([name, key], place) => paper('ringdown/key/v1', {
      line: charter.line, party: root.party, use: name, name: `${charter.line}/${root.party}/${name}`,
      key: key.toString('base64'), from: { epoch, index: 2 + place },
    }, root));
  const keys = JSON.stringify({ v: 'ringdown/keys/v1', line: charter.line, party: root.party, certificates }, null, 1);
  fs.mkdirSync(directory, { recursive: true });
  const write = (name, content) => fs.writeFileSync(path.join(directory, name), content, { mode: 0o600 });
  write('line.charter', file);
  write('own.keys', keys);
  write('private.json', JSON.stringify({ party: root.party, epoch, public: Object.fromEntries(
    Object.entries(use.shown).map(([name, key]) => [name, key.toString('base64')])), ...use.kept }));
  return keys;
}

