import type { EntryRef } from '../api/types.ts';

/** Names one entry of one log: `party/epoch/index`. */
export type EntryKey = string;

export function keyOf(ref: EntryRef): EntryKey {
  return `${ref.party}/${ref.epoch}/${ref.index}`;
}

/** The number that an epoch's name begins with: 2 of `2-9f3c02ab`; 0 if it has none. */
export function epochNumber(epoch: string): number {
  const number = Number.parseInt(epoch, 10);
  return Number.isSafeInteger(number) && number > 0 ? number : 0;
}

/** How people call an entry: "Southland 41". Later epochs add their number: "Southland 2:41". */
export function spokenNumber(ref: EntryRef): string {
  const number = epochNumber(ref.epoch);
  return number > 1 ? `${number}:${ref.index}` : `${ref.index}`;
}
