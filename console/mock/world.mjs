// One line between invented parties, as a node of northland would tell it. No peer, no proof: for drawing and tests only.
import { createHash, randomUUID } from 'node:crypto';

export const LINE = '5b0c7de1f0b64a2b9d1c3e5f70819203';
const EPOCH = { northland: '1-9f3c02ab', southland: '1-417be0d2' };

export class World {
  constructor() {
    this.entries = [];
    this.sizes = { northland: 0, southland: 0 };
    this.answers = new Map();
    this.listeners = new Set();
    this.alarms = new Map();
    this.clocks = { FLASH: due(5, 60), IMMEDIATE: due(10, 300), PRIORITY: due(60, 1800), ROUTINE: due(300, 7200) };
    this.epochs = { ...EPOCH };
    /** When the node's own clockwork stopped: what it last said of the line stands still. */
    this.hungMs = undefined;
    this.path = { lagMs: 4_000, state: 'UP', cause: '', since: iso(Date.now()) };
    this.extraStates = [];
    this.recordStopped = false;
    this.deliver = true;
    this.token = 'mock-token-0123456789';
  }

  /** Adds an entry of either party and tells every listener. */
  add(party, said, over = {}) {
    const now = Date.now();
    const other = party === 'northland' ? 'southland' : 'northland';
    const index = this.sizes[party]++;
    const entry = {
      seq: this.entries.length + 1, line: LINE, party, epoch: this.epochs[party], index,
      leafHash: hash(`${party}${index}`), type: 'FREE TEXT', precedence: 'ROUTINE', id: randomUUID(), test: false,
      language: 'en', wallMs: party === 'northland' ? now : now + 1200, receivedMs: now, state: 'RECORDED', ladder: [],
      held: { epoch: this.epochs[other], size: this.sizes[other] },
      ...(party === 'southland' ? { ageMs: 40 } : {}), ...said, ...over,
    };
    entry.statement = JSON.stringify({ v: 'ringdown/entry/v1', line: LINE, epoch: entry.epoch, party, type: entry.type, text: entry.text });
    entry.seal = JSON.stringify({ index, held: entry.held, clock: { wallMs: entry.wallMs } });
    this.entries.push(entry);
    this.tell('entry', entry, entry.seq);
    this.tell('line', this.summary());
    return entry;
  }

  ack(party, target, level, more = {}) {
    const { role = 'watch', ...rest } = more;
    return this.add(party, {
      type: 'ACK', precedence: target.precedence,
      references: [{ party: target.party, epoch: target.epoch, index: target.index, rel: 'answers' }],
      fields: { level, role, ...rest },
    });
  }

  receipt(entry, state, kind) {
    entry.state = state;
    entry.deliveredMs = Date.now();
    this.tell('receipt', { line: LINE, party: entry.party, epoch: entry.epoch, from: entry.index, to: entry.index + 1, kind, state, deliveredMs: entry.deliveredMs });
  }

  summary() {
    const states = [...this.extraStates];
    if (this.path.state !== 'UP') states.unshift({ state: this.path.state, cause: this.path.cause, since: this.path.since });
    if (this.recordStopped) states.unshift({ state: 'RECORD-STOPPED', cause: 'the disk is full', since: iso(Date.now()) });
    if (states.length === 0) states.push({ state: 'UP', cause: '', since: this.path.since });
    const up = this.path.state !== 'PATH-DOWN';
    return {
      line: LINE, charterDigest: '7'.repeat(64),
      own: { party: 'northland', name: 'Northland', desks: ['watch', 'air'], telephones: ['+00 555 0100'] },
      peer: { party: 'southland', name: 'Southland', desks: ['watch', 'sea'], telephones: ['+00 555 0199', '+00 555 0188'] },
      states,
      paths: [
        { path: 'tls-1', ...this.path, ...(up ? { rttMs: 1.4 } : {}), lastHeardMs: this.heardMs(), sessions: up ? 2 : 0 },
        up ? { path: 'tls-2', state: 'UP', cause: '', since: iso(Date.now() - 3600_000), rttMs: 22, lastHeardMs: this.heardMs() + 100, lagMs: 4_000, sessions: 1 } : { path: 'tls-2', ...this.path, lastHeardMs: this.heardMs() + 400, sessions: 0 },
      ],
      clockOffsetMs: 1200,
      ownLog: { epoch: this.epochs.northland, size: this.sizes.northland, root: hash(`n${this.sizes.northland}`), receipted: this.sizes.northland },
      peerLog: { epoch: this.epochs.southland, size: this.sizes.southland, root: hash(`s${this.sizes.southland}`) },
      waiting: this.entries.filter((e) => e.party === 'northland' && e.state !== 'DELIVERED').length,
      lastSeq: this.entries.length, languages: ['en', 'ar'], clocks: this.clocks,
      words: 'anchor basin copper dwarf ember fabric glide harbor island jungle kitten ladder',
    };
  }

  heardMs() {
    if (this.hungMs !== undefined) return Date.now() - this.hungMs;
    return this.path.state === 'PATH-DOWN' ? Date.now() - Date.parse(this.path.since) : 200;
  }

  /** Raises an alarm, and keeps it for streams that open later until somebody notices it. */
  alarm(code, text, more = {}) {
    const event = { line: LINE, id: `${code}.${more.statement ?? this.alarms.size}`, code, text, since: iso(Date.now()), raised: true, ...more };
    this.alarms.set(event.id, event);
    this.tell('alarm', event);
    return event;
  }

  /** The store was lost and came back from the peer: a new epoch of ours, and another order of arrival. No stream is told. */
  restore(found) {
    this.epochs.northland = '2-77aa88bb';
    this.sizes.northland = 0;
    const [first, ...rest] = this.entries;
    this.entries = [first];
    const { listeners } = this;
    this.listeners = new Set();
    this.add('southland', found);
    this.listeners = listeners;
    this.entries.push(...rest.slice(0, -3));
    this.entries.forEach((entry, at) => (entry.seq = at + 1));
  }

  setPath(state, cause) {
    this.path = { lagMs: 4_000, state, cause, since: iso(Date.now()) };
    this.tell('line', this.summary());
  }

  tell(event, data, id) {
    const text = `${id === undefined ? '' : `id: ${id}\n`}event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
    for (const listener of this.listeners) listener(text);
  }
}

function due(receiptS, seenS) {
  return { receiptMs: receiptS * 1000, seenMs: seenS * 1000 };
}

export function hash(text) {
  return createHash('sha256').update(text).digest('base64');
}

export function iso(ms) {
  return new Date(ms).toISOString().replace(/\.\d+Z$/, 'Z');
}
