import type { Entry } from '../api/types.ts';
import { keyOf } from './key.ts';

/** A STOP or UNPLANNED EVENT as it was said: in an entry of its own, or without a record and carried by another. */
export interface UrgentSaid {
  /** The statement's id: the same in the alarm, in a HEARD, in an UNRECORDED and in the entry itself. */
  readonly id: string;
  readonly party: string;
  readonly type: string;
  readonly test: boolean;
  readonly subject?: string | undefined;
  readonly text?: string | undefined;
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

const URGENT: ReadonlySet<string> = new Set(['STOP', 'UNPLANNED EVENT']);
const CARRIERS: ReadonlySet<string> = new Set(['HEARD', 'UNRECORDED']);

/** What must be answered at once, whoever wrote the entry that shows it; undefined if the entry shows no such thing. */
export function urgentSaid(entry: Entry): UrgentSaid | undefined {
  if (entry.unreadable) return undefined;
  if (URGENT.has(entry.type)) return { ...entry, id: entry.id ?? keyOf(entry) };
  const { carried } = entry;
  return carried && CARRIERS.has(entry.type) && URGENT.has(carried.type) ? carried : undefined;
}

/** True for test traffic, also where it was carried by an entry that says nothing of it. */
export function isTest(entry: Entry): boolean {
  return entry.test || entry.type === 'TEST' || (CARRIERS.has(entry.type) && entry.carried?.test === true);
}
