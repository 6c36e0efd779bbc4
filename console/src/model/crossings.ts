import type { Entry, EntryRef } from '../api/types.ts';
import { keyOf, type EntryKey } from './key.ts';

/** Which entries crossed which. The node marks one of a pair; both are told. */
export class Crossings {
  private readonly others = new Map<EntryKey, Map<EntryKey, EntryRef>>();

  /** Notes what the entry crossed; returns the keys of all entries whose marks may have changed. */
  add(entry: Entry): EntryKey[] {
    const crossed = entry.crossed?.with ?? [];
    if (crossed.length === 0) return [];
    const { party, epoch, index } = entry;
    for (const other of crossed) {
      this.note(keyOf(entry), other);
      this.note(keyOf(other), { party, epoch, index });
    }
    return crossed.map(keyOf);
  }

  of(key: EntryKey): EntryRef[] {
    return [...(this.others.get(key)?.values() ?? [])];
  }

  forget(key: EntryKey): void {
    this.others.delete(key);
  }

  private note(key: EntryKey, other: EntryRef): void {
    const known = this.others.get(key) ?? new Map<EntryKey, EntryRef>();
    known.set(keyOf(other), other);
    this.others.set(key, known);
  }
}
