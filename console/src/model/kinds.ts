import type { Entry } from '../api/types.ts';

/** How an entry is listed. */
export type Kind = 'message' | 'test' | 'notice' | 'housekeeping' | 'acknowledgement';

const MESSAGES: ReadonlySet<string> = new Set(['FREE TEXT', 'SERVICE', 'STOP', 'UNPLANNED EVENT', 'RING', 'ANSWER', 'UNRECORDED']);
const HOUSEKEEPING: ReadonlySet<string> = new Set(['KEY', 'CHARTER', 'LINE STATUS']);

/** A type that this page does not know is a notice: shown, never hidden. */
export function kindOf(entry: Entry): Kind {
  if (entry.unreadable) return 'notice';
  if (entry.type === 'ACK') return 'acknowledgement';
  if (entry.type === 'TEST') return 'test';
  if (MESSAGES.has(entry.type)) return 'message';
  if (entry.type === 'EPOCH' && entry.fields?.['reason'] === 'founding') return 'housekeeping';
  return HOUSEKEEPING.has(entry.type) ? 'housekeeping' : 'notice';
}

/** True if this page offers SEEN, READ BACK and the rest for it: the peer's messages, drills too, tests not. */
export function hasLadder(entry: Entry): boolean {
  return kindOf(entry) === 'message';
}
