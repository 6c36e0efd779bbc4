/** What a holder does: takes entries in, keeps them, cosigns, and gives them back (line.md 5). */
import { bad } from './basics.mjs';
import { leafHash, rootFromInclusion } from './merkle.mjs';
import { readLeaf } from './leaf.mjs';
import { sendRun, shown } from './author.mjs';

const LEAF_BYTES_MAX = 65_536;

/** @param {{h: object, leaves: Buffer[]}} frame */
export function entries(node, session, { h, leaves }) {
  if (h.party === node.keys.party) return returned(node, session, h, leaves);
  if (h.party !== node.keys.peer) return undefined;
  const log = node.log(h.party, h.epoch);
  const head = node.keys.ring.head(h.head, log.origin);
  if (head.size !== h.first + leaves.length) bad('MALFORMED_FRAME', 'the head is not at the end of the run');
  if (!leaves.length) return postQuantum(node, log, head, h.head);
  if (h.first > log.size) return undefined;
  if (leaves.some(leaf => leaf.length > LEAF_BYTES_MAX)) return dispute(node, session, log, 'OVERSIZE', [h.head]);
  if (head.size <= log.size) {
    if (!log.rootAt(head.size).equals(head.root)) return dispute(node, session, log, 'UNPROVEN', [h.head, log.head]);
    return node.cosign(session, log);
  }
  const fresh = leaves.slice(log.size - h.first);
  if (!log.rootWith(fresh).equals(head.root)) {
    session.send('ASK', { party: log.party, epoch: log.epoch, first: 0, until: head.size });
    return dispute(node, session, log, 'UNPROVEN', [h.head, ...log.size ? [log.head] : []]);
  }
  node.keep(log, fresh, h.head);
  node.cosign(session, log);
  return undefined;
}

/** A post-quantum signature is kept where it is good; nothing waits for it. */
function postQuantum(node, log, head, note) {
  if (head.size > log.size || !log.rootAt(head.size).equals(head.root) || !node.keys.pqVerify(note)) {
    node.emit('strange', new Error('a post-quantum signature that does not verify'));
    return;
  }
  node.store.write({ k: 'head', party: log.party, epoch: log.epoch, size: head.size, head: note, pq: true });
  node.store.commit();
  log.postQuantum = note;
}

function dispute(node, session, log, kind, notes) {
  node.emit('disputed', { log, kind });
  session.send('DISPUTE', { party: log.party, epoch: log.epoch, kind, notes });
}

export function overtaking(node, session, { h, leaves }) {
  const [leaf] = leaves;
  const log = node.log(h.party, h.epoch);
  const head = node.keys.ring.head(h.head, log.origin);
  if (h.index >= head.size) bad('MALFORMED_FRAME', 'index');
  const hash = leafHash(leaf);
  let root = null;
  try { root = rootFromInclusion(h.index, head.size, hash, h.proof.map(text => Buffer.from(text, 'base64'))); } catch { /* below */ }
  if (!root?.equals(head.root)) bad('BAD_SIGNATURE', 'the inclusion proof does not lead to the head');
  if (h.party === node.keys.party) return returnedOne(node, log, h, leaf);
  if (h.index < log.size) return node.cosign(session, log);
  if (!log.early.has(h.index)) {
    node.store.write({ k: 'early', party: log.party, epoch: log.epoch, index: h.index, head: h.head, proof: h.proof,
      leaf: leaf.toString('base64') });
    node.store.commit();
    log.early.set(h.index, { header: h, leaf });
    node.emit('heard', { log, index: h.index, leaf, early: h.index - log.size });
  }
  session.send('EARLY', { note: node.keys.early(log, h.index, hash, head) });
  return undefined;
}

/** Own entries that come back: they count only under the own tree and signature. */
function returned(node, session, h, leaves) {
  const log = node.log(h.party, h.epoch);
  const head = node.keys.ring.head(h.head, log.origin);
  if (head.size !== h.first + leaves.length) bad('MALFORMED_FRAME', 'the head is not at the end of the run');
  if (h.first > log.size || head.size <= log.size) return;
  const fresh = leaves.slice(log.size - h.first);
  if (!log.rootWith(fresh).equals(head.root)) return;
  node.keep(log, fresh, h.head);
  for (const each of node.sessions) each.next?.set(log.epoch, log.size);
  node.askBack(session, log);
}

function returnedOne(node, log, h, leaf) {
  if (h.index === log.size && log.target) node.emit('strange', new Error('an own entry alone'));
  node.emit('returned', { log, index: h.index, leaf });
}

/** ASK: at most one frame (line.md 5, the table). */
export function asked(node, session, h) {
  const log = node.find(h.party, h.epoch);
  if (!log || h.first >= log.size) return;
  if (h.party === node.keys.party) {
    if (h.until) sendRun(node, session, log, h.first, Math.min(h.until, log.size));
    else giveOne(node, session, log, h.first, node.headOf(log, log.size), log.size);
    return;
  }
  const size = log.headAbove(h.first);
  const leaves = log.leaves.slice(h.first, size);
  const bytes = leaves.reduce((sum, leaf) => sum + leaf.length + 4, 0);
  if (leaves.length > 1_024 || bytes > 200_000) giveOne(node, session, log, h.first, log.heads.get(size), size);
  else session.pace.add(session.send('ENTRIES', { party: log.party, epoch: log.epoch, first: h.first, head: log.heads.get(size) }, leaves));
}

function giveOne(node, session, log, index, head, size) {
  const proof = log.proof(index, size).map(hash => hash.toString('base64'));
  session.pace.add(session.send('OVERTAKE', { party: log.party, epoch: log.epoch, index, head, proof }, [log.leaves[index]]));
}

/** What the entries of the peer do here once they are durable (record.md 3, charter.md, Keys). */
export function act(node, log, index) {
  const leaf = log.leaves[index];
  let read = readLeaf(leaf);
  const st = read.st;
  if (read.ok && (st.line !== node.keys.line || st.party !== log.party || st.epoch !== log.epoch || read.seal.index !== index)) read = { reason: 'misplaced' };
  if (read.ok && node.ids.has(st.id)) read = { reason: 'repeated' };
  if (!read.ok) return { unreadable: { index, reason: read.reason, epoch: log.epoch } };
  node.ids.add(st.id);
  if (st.type === 'KEY' || st.type === 'REVOCATION') {
    try { node.keys.ring.take(Buffer.from(st.body.note)); } catch (error) { node.emit('strange', error); }
  }
  const held = read.seal.held;
  const own = held && node.find(node.keys.party, held.epoch);
  if (own && held.size <= own.size && own.rootAt(held.size).toString('base64') === held.root) own.delivered = Math.max(own.delivered, held.size);
  return {};
}

/** DISPUTE: the notes are own heads that we are shown. */
export function disputed(node, session, h) {
  const log = node.find(h.party, h.epoch);
  if (h.party !== node.keys.party || !log) return;
  for (const text of h.notes) {
    try { shown(node, session, log, node.keys.ring.head(text, log.origin), text); } catch (error) { node.emit('strange', error); }
  }
}
