import type { DeliveryState, Level, LineState, Precedence } from '../api/types.ts';

/** An entry that took longer than this to arrive shows its age, larger than its text. */
export const WAITED_MS = 5_000;

export const PRECEDENCES: readonly Precedence[] = ['FLASH', 'IMMEDIATE', 'PRIORITY', 'ROUTINE'];

export const DELIVERY_WORDS: Readonly<Record<DeliveryState, string>> = {
  RECORDED: 'in our record; no receipt yet',
  DELIVERED: 'receipt held here',
};

/** How grave a state is: it decides colour, shape and sound. */
export type Gravity = 'good' | 'warning' | 'danger';

export const STATE_GRAVITY: Readonly<Record<LineState, Gravity>> = {
  UP: 'good',
  DEGRADED: 'warning',
  'PATH-DOWN': 'danger',
  'DESK-UNMANNED': 'warning',
  'DESK-SILENT': 'warning',
  DECLINED: 'warning',
  SUSPENDED: 'warning',
  'TEST-OVERDUE': 'warning',
  'RECORD-STOPPED': 'danger',
  'RECORD-DISPUTED': 'danger',
  'CHARTER-EXPIRED': 'warning',
};

/** What a state means for the officer, in one plain sentence. */
export const STATE_WORDS: Readonly<Record<LineState, string>> = {
  UP: 'The line works both ways.',
  DEGRADED: 'The line works, but heartbeats are missing or it has only just come back.',
  'PATH-DOWN': 'Nothing gets through now. What you send waits. Use the telephone.',
  'DESK-UNMANNED': 'The other side says that nobody is at the desk.',
  'DESK-SILENT': 'The machines talk, but no person there has answered in time.',
  DECLINED: 'The other side declines to talk.',
  SUSPENDED: 'The line is suspended by notice. STOP and UNPLANNED EVENT still go.',
  'TEST-OVERDUE': 'The line test was not answered by a person in time.',
  'RECORD-STOPPED': 'Our record cannot be written. STOP still goes, marked UNRECORDED HERE, unless the cause says that nothing goes.',
  'RECORD-DISPUTED': 'The two records do not agree. Messages still flow; evidence is kept.',
  'CHARTER-EXPIRED': 'The charter has run out. The line still works.',
};

export const LEVELS: readonly Level[] = [
  'DISPLAYED', 'SEEN', 'READ BACK', 'UNDERSTOOD', 'RELAYED TO', 'COMPLIED', 'UNABLE', 'STANDBY', 'OBJECT', 'NOT KNOWN HERE',
];

/** The levels in the menu; SEEN and READ BACK have buttons, DISPLAYED is the screen's own. */
export const MENU_LEVELS: readonly Level[] = LEVELS.slice(3);

/** True for the levels that a person took; a screen's DISPLAYED stops no clock. */
export function byPerson(level: string): boolean {
  return level !== 'DISPLAYED';
}

export function roleWords(role: string | undefined): string {
  switch (role) {
    case undefined:
      return 'an officer';
    case 'watch':
      return 'watch officer';
    default:
      return role;
  }
}

/** The first eight hex digits of a base64 hash, in fours: short enough to read aloud. */
export function shortRoot(rootBase64: string): string {
  try {
    const hex = [...atob(rootBase64).slice(0, 4)].map((c) => c.charCodeAt(0).toString(16).padStart(2, '0')).join('');
    return hex.length === 8 ? `${hex.slice(0, 4)} ${hex.slice(4)}` : 'unreadable';
  } catch (error) {
    if (error instanceof DOMException) return 'unreadable';
    throw error;
  }
}
