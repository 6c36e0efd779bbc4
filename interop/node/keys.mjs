/** What a node of one party holds: charter, ring of certified keys, private keys; and what it signs with them. */
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { bad } from './basics.mjs';
import { json } from './json.mjs';
import { keyId, mkVkey, note, sigLine, signedBy } from './notes.mjs';
import { Ring, charter as readCharter, earlyText } from './charter.mjs';
import { certificate } from './der.mjs';

export class Keys {
  constructor(directory) {
    const read = name => fs.readFileSync(path.join(directory, name), 'utf8');
    this.charterFile = read('line.charter');
    this.charter = readCharter(this.charterFile);
    this.line = this.charter.line;
    const kept = JSON.parse(read('private.json'));
    this.party = kept.party;
    this.firstEpoch = kept.epoch;
    this.peer = this.charter.parties.find(id => id !== this.party);
    this.heartbeatMs = this.charter.c.clocks.heartbeatMs;
    this.public = kept.public;
    this.pq = Buffer.from(kept.pq, 'base64');
    this.private = {};
    for (const [use, pem] of Object.entries(kept)) {
      if (String(pem).startsWith('-----BEGIN')) this.private[use] = crypto.createPrivateKey(pem);
    }
    this.ring = new Ring(this.charter);
    for (const name of ['own.keys', 'peer.keys']) {
      const file = json(read(name));
      if (file.v !== 'ringdown/keys/v1' || file.line !== this.line) bad('WRONG_LINE', name);
      for (const paper of [...file.certificates, ...file.revocations ?? []]) this.ring.take(Buffer.from(paper));
    }
    this.ownPapers = json(read('own.keys')).certificates;
    this.identity = { key: kept.tls, cert: certificate(this.private.tls, this.party) };
  }

  /** The `tls` keys that the other end may show. */
  pinned = () => this.ring.keys(this.peer, 'tls')
    .filter(paper => !this.ring.revoked(this.peer, 'tls', paper.key)).map(paper => paper.raw);

  name(party, use) { return `${this.line}/${party}/${use}`; }

  signHead(origin, size, root) {
    const text = `${origin}\n${size}\n${root.toString('base64')}\n`;
    return `${text}\n${sigLine(text, origin, 1, this.private.log)}`;
  }

  /** The three lines of a head and the author's own signatures, with our cosignature. */
  cosign(head) {
    const { text, sigs } = note(head);
    const [origin] = text.split('\n');
    const own = sigs.filter(line => line.name === origin).map(line => `${line.line}\n`).join('');
    const name = this.name(this.party, 'holder');
    return `${text}\n${own}${sigLine(text, name, 4, this.private.holder, Math.floor(Date.now() / 1_000))}`;
  }

  early(log, index, leafHash, head) {
    const text = ['ringdown/receipt/v1', log.origin, index, leafHash.toString('base64'), head.size,
      head.root.toString('base64'), Date.now(), ''].join('\n');
    return `${text}\n${sigLine(text, this.name(this.party, 'early'), 1, this.private.early)}`;
  }

  /** @returns {object} the fields of an early receipt that an early key of the peer signed */
  readEarly(text) {
    const read = note(text);
    const name = this.name(this.peer, 'early');
    const good = this.ring.keys(this.peer, 'early').some(paper => signedBy(read, mkVkey(name, 1, paper.raw)));
    if (!good) bad('BAD_SIGNATURE', 'no certified early key');
    return earlyText(read.text);
  }

  unrecorded(session, counter, statement) {
    const text = ['ringdown/unrecorded/v1', this.line, this.party, session, counter, statement, ''].join('\n');
    return `${text}\n${sigLine(text, this.name(this.party, 'unrecorded'), 1, this.private.unrecorded)}`;
  }

  /** What a cosigner of C2SP tlog-cosignature type 0x06 signs: a subtree from 0 to the head's size. */
  static pqMessage(name, time, text) {
    const [origin, size, root] = text.split('\n');
    const short = s => Buffer.concat([Buffer.from([Buffer.byteLength(s)]), Buffer.from(s)]);
    const long = n => { const b = Buffer.alloc(8); b.writeBigUInt64BE(BigInt(n)); return b; };
    return Buffer.concat([Buffer.from('subtree/v1\n\0'), short(name), long(time), short(origin), long(0), long(size),
      Buffer.from(root, 'base64')]);
  }

  pqSign(head) {
    const { text } = note(head);
    const name = this.name(this.party, 'pq');
    const time = Math.floor(Date.now() / 1_000);
    const signature = ml_dsa44.sign(Keys.pqMessage(name, time, text), this.pq);
    const stamp = Buffer.alloc(8);
    stamp.writeBigUInt64BE(BigInt(time));
    const id = keyId(name, 6, Buffer.from(this.public.pq, 'base64'));
    return `${head}— ${name} ${Buffer.concat([id, stamp, signature]).toString('base64')}\n`;
  }

  /** Whether a pq key of the peer signed this head. */
  pqVerify(head) {
    const { text, sigs } = note(head);
    const name = this.name(this.peer, 'pq');
    return this.ring.keys(this.peer, 'pq').some(paper => sigs.some(line => line.name === name
      && line.id.equals(keyId(name, 6, paper.raw)) && line.sig.length === 8 + 2_420
      && ml_dsa44.verify(line.sig.subarray(8), Keys.pqMessage(name, line.sig.readBigUInt64BE(0), text), paper.raw)));
  }
}
