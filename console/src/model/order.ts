import type { Entry } from '../api/types.ts';
import { epochNumber } from './key.ts';

/**
 * The joint order of two logs, from links and indexes only; no clock is read.
 *
 * An entry knows everything before it in its own log, and what its node `held` of the other. The count of all that
 * is larger for every entry that knows more, so sorting by the count puts each entry after everything it could know.
 * Two entries that did not know of each other stand in the order of counts, then of party ids: the same on both consoles.
 *
 * A peer may lie in `held`: a claim smaller than an earlier one is raised to it, one larger than the log is cut to it.
 */
export function jointOrder(entries: readonly Entry[]): Entry[] {
  const sizes = new LogSizes(entries);
  const placed: { entry: Entry; count: number }[] = [];
  for (const log of logsOf(entries).values()) {
    let heldCount = 0;
    for (const entry of log) {
      heldCount = Math.max(heldCount, sizes.heldCount(entry));
      placed.push({ entry, count: sizes.before(entry.party, entry.epoch) + entry.index + heldCount });
    }
  }
  placed.sort(
    (a, b) =>
      a.count - b.count ||
      compareText(a.entry.party, b.entry.party) ||
      epochNumber(a.entry.epoch) - epochNumber(b.entry.epoch) ||
      compareText(a.entry.epoch, b.entry.epoch) ||
      a.entry.index - b.entry.index,
  );
  return placed.map((place) => place.entry);
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function logsOf(entries: readonly Entry[]): Map<string, Entry[]> {
  const logs = new Map<string, Entry[]>();
  for (const entry of entries) {
    const log = logs.get(entry.party);
    if (log) log.push(entry);
    else logs.set(entry.party, [entry]);
  }
  for (const log of logs.values()) {
    log.sort((a, b) => epochNumber(a.epoch) - epochNumber(b.epoch) || a.index - b.index);
  }
  return logs;
}

/** How many entries each epoch of each log is known to have, and how many come before an epoch. */
class LogSizes {
  private readonly sizes = new Map<string, Map<number, number>>();
  private readonly starts = new Map<string, Map<number, number>>();

  constructor(entries: readonly Entry[]) {
    for (const entry of entries) this.note(entry.party, epochNumber(entry.epoch), entry.index + 1);
    for (const [party, sizes] of this.sizes) {
      const starts = new Map<number, number>();
      let start = 0;
      for (const epoch of [...sizes.keys()].sort((a, b) => a - b)) {
        starts.set(epoch, start);
        start += sizes.get(epoch) ?? 0;
      }
      this.starts.set(party, starts);
    }
  }

  before(party: string, epoch: string): number {
    return this.starts.get(party)?.get(epochNumber(epoch)) ?? 0;
  }

  heldCount(entry: Entry): number {
    if (!entry.held) return 0;
    const epoch = epochNumber(entry.held.epoch);
    for (const [party, starts] of this.starts) {
      if (party === entry.party) continue;
      const size = this.sizes.get(party)?.get(epoch);
      if (size !== undefined) return (starts.get(epoch) ?? 0) + Math.min(entry.held.size, size);
    }
    return 0;
  }

  private note(party: string, epoch: number, size: number): void {
    const sizes = this.sizes.get(party) ?? new Map<number, number>();
    sizes.set(epoch, Math.max(sizes.get(epoch) ?? 0, size));
    this.sizes.set(party, sizes);
  }
}
