/** What an author does on a session: catch-up, bulk, urgent entries, receipts (line.md 4 and 5). */
import { bad } from './basics.mjs';

const STALL_MS = 2_500;
const CHUNK_ENTRIES_MAX = 512;
const LATE = 8;

/** What a session carries at most: the window of line.md 5, from the GOTs on it. */
export class Pace {
  constructor() {
    this.sent = 0;
    this.got = 0;
    this.marks = [];
    this.rate = 0;
    this.roundTrip = Infinity;
  }

  get onTheWay() { return this.sent - this.got; }
  get window() { return this.rate ? Math.max(4_096, this.rate * (1.25 * this.roundTrip + 2)) : 4_096; }
  get chunk() { return Math.min(131_072, Math.max(4_096, this.window / 2)); }

  add(bytes) {
    this.sent += bytes;
    this.marks.push({ total: this.sent, bytes, at: performance.now() });
  }

  /** @param {number} total the sum that the hearer tells */
  heard(total) {
    if (total > this.sent) bad('MALFORMED_FRAME', 'a GOT of more than was sent');
    const now = performance.now();
    while (this.marks.length && this.marks[0].total <= total) {
      const mark = this.marks.shift();
      const took = Math.max(now - mark.at, 0.05);
      this.roundTrip = Math.min(this.roundTrip, took);
      this.rate = Math.max(this.rate, mark.bytes / took);
    }
    this.got = Math.max(this.got, total);
  }
}

/** Takes the peer's word of what it holds of our logs, and what we are missing ourselves. What it knows it need not hold. */
export function catchUp(node, session, hello) {
  take(node, session, hello.known);
  take(node, session, hello.held);
  for (const log of node.logsOf(node.keys.party)) if (!session.next.has(log.epoch)) session.next.set(log.epoch, 0);
}

function take(node, session, heads) {
  session.next = new Map();
  for (const [epoch, note] of Object.entries(heads)) {
    const origin = `${node.keys.line}/${node.keys.party}/${epoch}`;
    let head;
    try { head = node.keys.ring.head(note, origin); } catch (error) { node.emit('strange', error); continue; }
    const log = node.log(node.keys.party, epoch);
    shown(node, session, log, head, note);
  }
}

/** One own head that the peer shows (line.md 4, the table). */
export function shown(node, session, log, head, note) {
  if (head.size <= log.size) {
    if (log.rootAt(head.size).equals(head.root)) session?.next.set(log.epoch, head.size);
    else if (log === node.own) node.openEpoch('fork', { branches: [log.short(), short(log, head)] });
    return;
  }
  session?.next.set(log.epoch, log.size);
  if (log === node.own) node.openEpoch('larger-head-shown', { known: short(log, head) });
  log.whole = false;
  if (!log.target || log.target.size < head.size) log.target = { size: head.size, note, root: head.root };
  node.askBack(session, log);
}

const short = (log, head) => ({ epoch: log.epoch, size: head.size, root: head.root.toString('base64') });

/** Sends what there is to send on the one BULK session, as far as its window goes. */
export function pump(node) {
  const session = node.bulkSession();
  if (!session || node.paused) return;
  for (const log of node.logsOf(node.keys.party)) {
    while (log.size > (session.next.get(log.epoch) ?? 0) && session.pace.onTheWay < session.pace.window) {
      sendRun(node, session, log, session.next.get(log.epoch) ?? 0, log.size);
    }
  }
}

/** One ENTRIES from `first` on, at most one chunk. The founding run is one frame. */
export function sendRun(node, session, log, first, until) {
  let last = first, bytes = 0;
  while (last < until && last - first < CHUNK_ENTRIES_MAX && (last === first || bytes < session.pace.chunk)) {
    bytes += log.leaves[last++].length;
  }
  if (last < log.floor) last = Math.min(log.floor, log.size);
  const leaves = log.leaves.slice(first, last);
  const header = { party: log.party, epoch: log.epoch, first, head: node.headOf(log, last) };
  session.pace.add(session.send('ENTRIES', header, leaves));
  session.next.set(log.epoch, last);
  session.sentAt = performance.now();
}

export function overtake(node, session, log, index) {
  const header = { party: log.party, epoch: log.epoch, index, head: node.headOf(log, log.size),
    proof: log.proof(index, log.size).map(hash => hash.toString('base64')) };
  session.pace.add(session.send('OVERTAKE', header, [log.leaves[index]]));
}

/** FLASH and IMMEDIATE, on every URGENT session; alone as ENTRIES, else as OVERTAKE. */
export function urgent(node, log, index) {
  const waiting = index - log.delivered;
  for (const session of node.open('URGENT')) {
    if (waiting > LATE || node.paused) overtake(node, session, log, index);
    else sendRun(node, session, log, log.delivered, index + 1);
  }
}

/** What was sent and brings no receipt is sent again. */
export function stalled(node) {
  const session = node.bulkSession();
  if (!session || !session.sentAt || performance.now() - session.sentAt < STALL_MS) return;
  for (const log of node.logsOf(node.keys.party)) {
    if (log.delivered < (session.next.get(log.epoch) ?? 0)) session.next.set(log.epoch, log.delivered);
  }
  session.sentAt = performance.now();
  pump(node);
}

/** A RECEIPT: a cosignature of a head of our own log. */
export function receipt(node, h) {
  const log = node.find(node.keys.party, h.epoch);
  if (h.party !== node.keys.party || !log) return;
  const head = node.keys.ring.head(h.note, log.origin);
  if (!head.cos.length) bad('BAD_SIGNATURE', 'no cosignature by a certified holder key');
  if (head.size > log.size) return;
  if (!log.rootAt(head.size).equals(head.root)) { node.emit('strange', new Error('a receipt over another tree')); return; }
  if (head.size > log.delivered || !log.receipt) {
    node.store.write({ k: 'receipt', epoch: log.epoch, note: h.note });
    node.store.commit();
    log.receipt = h.note;
    log.delivered = Math.max(log.delivered, head.size);
  }
}

export function earlyReceipt(node, h) {
  const read = node.keys.readEarly(h.note);
  const log = node.logsOf(node.keys.party).find(each => each.origin === read.origin);
  if (!log || read.size > log.size || !log.hashes[read.index]?.equals(read.leafHash)) return;
  if (!log.rootAt(read.size).equals(read.root)) return;
  node.store.write({ k: 'earlyReceipt', epoch: log.epoch, index: read.index, note: h.note });
  node.store.commit();
  log.earlyReceipts.set(read.index, h.note);
}
