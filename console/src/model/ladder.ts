import type { Entry, EntryRef, LadderStep, Level } from '../api/types.ts';
import { keyOf, type EntryKey } from './key.ts';
import { LEVELS, byPerson } from './words.ts';

/** What an ACK entry says, and of which entry; undefined if the peer's entry does not say it in our terms. */
export function stepOf(ack: Entry): { target: EntryRef; step: LadderStep } | undefined {
  const target = ack.references?.[0];
  const fields = ack.fields ?? {};
  const level = LEVELS.find((known) => known === fields['level']);
  if (ack.type !== 'ACK' || !target || !level) return undefined;
  const step: LadderStep = {
    level,
    party: ack.party,
    epoch: ack.epoch,
    index: ack.index,
    wallMs: ack.wallMs ?? ack.receivedMs,
    receivedMs: ack.receivedMs,
    ...optional('role', fields['role'] ?? ack.role),
    ...optional('relayedTo', fields['relayedTo']),
    ...optional('readBack', fields['readBack']),
    ...optional('reservation', fields['reservation']),
  };
  return { target: { party: target.party, epoch: target.epoch, index: target.index }, step };
}

function optional<K extends string>(name: K, value: unknown): Partial<Record<K, string>> {
  return typeof value === 'string' ? ({ [name]: value } as Partial<Record<K, string>>) : {};
}

/** The steps of every entry, each once, whether it came with the entry or as an ACK of its own. */
export class Ladders {
  private readonly steps = new Map<EntryKey, Map<EntryKey, LadderStep>>();

  add(target: EntryKey, step: LadderStep): void {
    const known = this.steps.get(target) ?? new Map<EntryKey, LadderStep>();
    known.set(keyOf(step), step);
    this.steps.set(target, known);
  }

  /** In the order of each party's log, so that a later word of the same party stands below its earlier one. */
  of(target: EntryKey): LadderStep[] {
    const steps = [...(this.steps.get(target)?.values() ?? [])];
    return steps.sort((a, b) => a.receivedMs - b.receivedMs || a.index - b.index);
  }

  forget(target: EntryKey): void {
    this.steps.delete(target);
  }
}

/** True if a person of that party took any step: from then on its SEEN clock stands. */
export function seenBy(ladder: readonly LadderStep[], party: string): boolean {
  return ladder.some((step) => step.party === party && byPerson(step.level));
}

export function hasLevel(ladder: readonly LadderStep[], party: string, level: Level): boolean {
  return ladder.some((step) => step.party === party && step.level === level);
}
