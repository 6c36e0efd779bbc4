/** A node of one party: its logs, what it says, its sessions. */
import crypto from 'node:crypto';
import { EventEmitter } from 'node:events';
import { Keys } from './keys.mjs';
import { Log } from './log.mjs';
import { Store } from './store.mjs';
import { headText, note as readNote } from './notes.mjs';
import { act } from './holder.mjs';
import { pump, stalled, urgent } from './author.mjs';
import { attach, connect } from './line.mjs';
import { listen } from './session.mjs';

const URGENT = new Set(['FLASH', 'IMMEDIATE']);

/** Events: `change`, `heard`, `returned`, `disputed`, `strange`, `bye`. */
export class Node extends EventEmitter {
  constructor(directory) {
    super();
    this.keys = new Keys(directory);
    this.store = new Store(directory);
    this.logs = new Map();
    this.ids = new Set();
    this.sessions = new Set();
    this.paths = [];
    this.replay();
    this.paused = false;
    const second = this.store.second();
    this.second = second ?? { own: {}, cosigned: {} };
    if (!this.store.lost) this.own = this.logsOf(this.keys.party).at(-1);
    else if (second) this.openEpoch('store-lost', this.knownFromSecond());
    else this.found();
    this.ticks = setInterval(() => stalled(this), 250);
  }

  replay() {
    for (const row of this.store.rows()) {
      const log = this.log(row.party ?? this.keys.party, row.epoch);
      if (row.k === 'entries') {
        const from = log.size;
        for (const leaf of row.leaves) log.append(Buffer.from(leaf, 'base64'));
        log.heads.set(log.size, row.head);
        if (log.party === this.keys.peer) for (let i = from; i < log.size; i++) act(this, log, i);
      } else if (row.k === 'receipt') {
        log.receipt = row.note;
        log.delivered = Math.max(log.delivered, headText(readNote(row.note).text).size);
      } else if (row.k === 'earlyReceipt') log.earlyReceipts.set(row.index, row.note);
      else if (row.k === 'early') log.early.set(row.index, { header: row, leaf: Buffer.from(row.leaf, 'base64') });
      else if (row.k === 'head') log.postQuantum = row.head;
    }
  }

  knownFromSecond() {
    const known = Object.entries(this.second.own).sort(([a], [b]) => parseInt(a, 10) - parseInt(b, 10)).at(-1);
    if (!known) return {};
    const { size, root } = headText(readNote(known[1]).text);
    return { known: { epoch: known[0], size, root: root.toString('base64') } };
  }

  find(party, epoch) { return this.logs.get(`${party}/${epoch}`); }

  log(party, epoch) {
    const name = `${party}/${epoch}`;
    if (!this.logs.has(name)) {
      const log = new Log(this.keys.line, party, epoch);
      log.floor = party === this.keys.party && epoch === this.keys.firstEpoch ? 2 + this.keys.ownPapers.length : 0;
      this.logs.set(name, log);
    }
    return this.logs.get(name);
  }

  logsOf(party) { return [...this.logs.values()].filter(log => log.party === party).sort((a, b) => a.number - b.number); }
  get peerLog() { return this.logsOf(this.keys.peer).filter(log => log.size).at(-1); }

  found() {
    this.own = this.log(this.keys.party, this.keys.firstEpoch);
    this.sayAll([
      { type: 'EPOCH', body: { reason: 'founding', number: 1 } },
      { type: 'CHARTER', body: { note: this.keys.charterFile } },
      ...this.keys.ownPapers.map(paper => ({ type: 'KEY', body: { note: paper } })),
    ]);
  }

  /** A new epoch at once, waiting for nobody (record.md 8). */
  openEpoch(reason, more) {
    const numbers = [...this.logsOf(this.keys.party).map(log => log.number), parseInt(more.known?.epoch ?? '1', 10)];
    const number = Math.max(...numbers) + 1;
    this.own = this.log(this.keys.party, `${number}-${crypto.randomBytes(4).toString('hex')}`);
    this.sayAll([{ type: 'EPOCH', body: { reason, number, ...more } }]);
  }

  say(statement) { return this.sayAll([statement]); }

  /** One commit and one head for all of them. @returns {number} the index of the first */
  sayAll(statements) {
    const log = this.own, first = log.size;
    const leaves = statements.map((statement, place) => this.leaf(log, statement, first + place));
    for (const leaf of leaves) log.append(leaf);
    const head = this.keys.signHead(log.origin, log.size, log.root);
    log.heads.set(log.size, head);
    this.store.write({ k: 'entries', party: log.party, epoch: log.epoch, head, leaves: leaves.map(leaf => leaf.toString('base64')) });
    this.store.commit();
    this.second.own[log.epoch] = head;
    this.store.keepSecond(this.second);
    statements.forEach((statement, place) => { if (URGENT.has(statement.precedence)) urgent(this, log, first + place); });
    pump(this);
    this.emit('change');
    return first;
  }

  leaf(log, { type, precedence = 'ROUTINE', id, test = false, body, ...optional }, index) {
    const statement = { v: 'ringdown/entry/v1', line: this.keys.line, charter: this.keys.charter.digest, epoch: log.epoch,
      party: log.party, type, precedence, id: id ?? crypto.randomUUID(), test,
      salt: crypto.randomBytes(16).toString('hex'), ...optional, body };
    const held = this.peerLog?.short();
    const clock = { wallMs: Date.now(), ...this.offsetMs === undefined ? {} : { offsetMs: this.offsetMs } };
    return Buffer.from(`${JSON.stringify(statement)}\n${JSON.stringify({ index, ...held ? { held } : {}, clock })}\n`);
  }

  ack(log, index, level, more = {}) {
    const { precedence, test } = log.statement(index);
    return this.say({ type: 'ACK', precedence, test, references: [{ party: log.party, epoch: log.epoch, index, rel: 'acknowledges' }],
      body: { level, ...more } });
  }

  /** A signed head of an own log at a size; one already kept, or made now. */
  headOf(log, size) {
    if (!log.heads.has(size)) log.heads.set(size, this.keys.signHead(log.origin, size, log.rootAt(size)));
    return log.heads.get(size);
  }

  /** Leaves and head of the peer's log, or own ones that came back, in one commit. */
  keep(log, leaves, head) {
    const first = log.size;
    const told = new Set(log.early.keys());
    this.store.write({ k: 'entries', party: log.party, epoch: log.epoch, head, leaves: leaves.map(leaf => leaf.toString('base64')) });
    this.store.commit();
    for (const leaf of leaves) log.append(leaf);
    log.heads.set(log.size, head);
    const unreadable = [];
    for (let index = first; index < log.size; index++) {
      if (log.party === this.keys.peer) {
        const did = act(this, log, index);
        if (did.unreadable) unreadable.push({ type: 'UNREADABLE', body: did.unreadable,
          references: [{ party: log.party, epoch: log.epoch, index, rel: 'about' }] });
      }
      const event = log.party !== this.keys.peer ? 'returned' : told.has(index) ? 'inPlace' : 'heard';
      this.emit(event, { log, index, leaf: log.leaves[index] });
    }
    if (unreadable.length) this.sayAll(unreadable);
    this.emit('change');
  }

  /** The receipt, after its head is in the second place. */
  cosign(session, log) {
    this.second.cosigned[log.epoch] = log.head;
    this.store.keepSecond(this.second);
    session.send('RECEIPT', { party: log.party, epoch: log.epoch, note: this.keys.cosign(log.head), sinceRestore: false });
  }

  /** Asks for own entries that the peer has and we lost; says so when all are here. */
  askBack(session, log) {
    if (!log.target) return;
    if (log.size < log.target.size) session.send('ASK', { party: log.party, epoch: log.epoch, first: log.size });
    else {
      log.whole = true;
      log.target = null;
      this.say({ type: 'FOUND', body: { state: 'REBUILT', found: log.short(), head: log.head } });
    }
  }

  /** HELLO of this node on a session. */
  hello(session) {
    const held = {}, own = {}, known = {};
    for (const log of this.logsOf(this.keys.peer)) if (log.size) held[log.epoch] = log.head;
    for (const log of this.logsOf(this.keys.party)) own[log.epoch] = log.size;
    for (const [epoch, head] of Object.entries(this.second.cosigned)) {
      if (headText(readNote(head).text).size > (this.find(this.keys.peer, epoch)?.size ?? 0)) known[epoch] = head;
    }
    return { v: 'ringdown/line/v1', line: this.keys.line, party: this.keys.party, charter: this.keys.charter.digest,
      session: session.id, kind: session.kind, path: session.path, epoch: this.own.epoch, own, held, known };
  }

  open(kind) { return [...this.sessions].filter(session => session.peer && !session.over && session.kind === kind); }
  bulkSession() { return this.open('BULK')[0]; }
  dial(host, port) { this.paths.push(connect(this, host, port)); }

  /** Awaits the peer's calls. */
  async listen(host, port) {
    this.server = await listen(this.keys.identity, this.keys.pinned, host, port, session => attach(this, session));
  }

  /** @param {() => any} condition looked at after each change */
  until(condition, what, ms = 15_000) {
    return new Promise((done, fail) => {
      const look = () => { const value = condition(); if (value) { stop(); done(value); } };
      const timer = setInterval(look, 50);
      const late = setTimeout(() => { stop(); fail(new Error(`not in time: ${what}`)); }, ms);
      const stop = () => { clearInterval(timer); clearTimeout(late); this.off('change', look); };
      this.on('change', look);
      look();
    });
  }

  close() {
    clearInterval(this.ticks);
    for (const path of this.paths) path.stop();
    this.server?.close();
    for (const session of this.sessions) session.end('this node is stopping');
    this.store.close();
  }
}
