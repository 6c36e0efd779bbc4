import type { Entry, LineSummary } from '../src/api/types.ts';

export const NORTH = '1-9f3c02ab';
export const SOUTH = '1-417be0d2';

/** An entry of either log; `held` is what its author held of the other log. */
export function entry(party: 'northland' | 'southland', index: number, held: number, over: Partial<Entry> = {}): Entry {
  return {
    seq: index + 1, line: '5b', party, epoch: party === 'northland' ? NORTH : SOUTH, index, leafHash: 'x', type: 'FREE TEXT',
    precedence: 'ROUTINE', test: false, receivedMs: 1_000 * index, state: 'RECORDED', ladder: [], statement: '{}', seal: '{}',
    held: { epoch: party === 'northland' ? SOUTH : NORTH, size: held }, ...over,
  };
}

export function ack(party: 'northland' | 'southland', index: number, target: Entry, fields: Record<string, unknown>): Entry {
  const { party: of, epoch, index: at } = target;
  return entry(party, index, at + 1, { type: 'ACK', references: [{ party: of, epoch, index: at, rel: 'answers' }], fields });
}

const due = (seconds: number) => ({ receiptMs: seconds * 1_000, seenMs: seconds * 12_000 });

export function line(over: Partial<LineSummary> = {}): LineSummary {
  return {
    line: '5b', charterDigest: '7', own: { party: 'northland', name: 'Northland' }, peer: { party: 'southland', name: 'Southland' },
    states: [{ state: 'UP', cause: '', since: '2026-11-23T10:00:00Z' }], paths: [], languages: ['en'], clocks: { FLASH: due(5), IMMEDIATE: due(10), PRIORITY: due(60), ROUTINE: due(300) }, words: '', waiting: 0, lastSeq: 0,
    ownLog: { epoch: NORTH, size: 0, root: 'x', receipted: 0 }, peerLog: { epoch: SOUTH, size: 0, root: 'x' }, ...over,
  };
}

/** A seeded generator (mulberry32): the same numbers for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
