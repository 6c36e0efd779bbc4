import type { AcknowledgementRequest, EntryRef, MessageRequest, Problem, Said, SaidUnrecorded } from '../api/types.ts';

/** One thing that an officer did and whose answer is not known yet. Plain data: it survives a reload. */
export interface Act {
  /** The Idempotency-Key: the same for every try. */
  readonly key: string;
  readonly line: string;
  readonly act:
    | { readonly kind: 'message'; readonly request: MessageRequest }
    | { readonly kind: 'acknowledgement'; readonly target: EntryRef; readonly request: AcknowledgementRequest };
}

/** What the node answered, or that nothing came. */
export type Answer =
  | { readonly kind: 'said'; readonly said: Said }
  | { readonly kind: 'unrecorded'; readonly said: SaidUnrecorded }
  | { readonly kind: 'problem'; readonly problem: Problem; readonly retryAfterMs: number }
  | { readonly kind: 'silence' };

/** Where an act stands. There is no "failed": no answer means unknown, and we ask again. */
export type Pending =
  | { readonly act: Act; readonly state: 'asking'; readonly tries: number }
  | { readonly act: Act; readonly state: 'unknown'; readonly tries: number; readonly why: string }
  | { readonly act: Act; readonly state: 'refused'; readonly problem: Problem }
  | { readonly act: Act; readonly state: 'said'; readonly said: Said }
  | { readonly act: Act; readonly state: 'unrecorded'; readonly said: SaidUnrecorded };

export interface OutboxPorts {
  readonly ask: (act: Act) => Promise<Answer>;
  readonly waitMs: (ms: number) => Promise<void>;
  readonly changed: () => void;
  readonly save: (open: readonly Act[]) => void;
}

/** At most so many acts without an answer; beyond it the page says so instead of taking more. STOP has room of its own. */
export const OUTBOX_MAX = 256;
const OUTBOX_MAX_STOP = 2 * OUTBOX_MAX;

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 3_000;

/** Asks the node to do each act with one key, again and again, until it answers. */
export class Outbox {
  private readonly pendings = new Map<string, Pending>();
  private readonly ports: OutboxPorts;

  constructor(ports: OutboxPorts) {
    this.ports = ports;
  }

  list(): Pending[] {
    return [...this.pendings.values()];
  }

  /** Begins to ask. Returns false, and does nothing, if too many acts are open. */
  begin(act: Act): boolean {
    const sizeMax = isStop(act) ? OUTBOX_MAX_STOP : OUTBOX_MAX;
    if (this.pendings.size >= sizeMax || this.pendings.has(act.key)) return false;
    this.set({ act, state: 'asking', tries: 1 });
    void this.askUntilAnswered(act);
    return true;
  }

  /** The entry is in the list now, or the officer has read the refusal. */
  drop(key: string): void {
    if (!this.pendings.delete(key)) return;
    this.saveOpen();
    this.ports.changed();
  }

  private async askUntilAnswered(act: Act): Promise<void> {
    let backOffMs = FIRST_WAIT_MS;
    for (let tries = 1; ; tries++) {
      const answer = await this.ports.ask(act);
      // The entry itself may have come before the answer.
      if (!this.pendings.has(act.key)) return;
      const outcome = outcomeOf(act, answer, tries);
      this.set(outcome);
      if (outcome.state !== 'unknown') return;
      const asked = answer.kind === 'problem' ? answer.retryAfterMs : 0;
      await this.ports.waitMs(Math.max(backOffMs, asked));
      backOffMs = Math.min(backOffMs * 2, LONGEST_WAIT_MS);
    }
  }

  private set(pending: Pending): void {
    this.pendings.set(pending.act.key, pending);
    this.saveOpen();
    this.ports.changed();
  }

  private saveOpen(): void {
    const open = this.list().filter(({ state }) => state === 'asking' || state === 'unknown');
    this.ports.save(open.map(({ act }) => act));
  }
}

function isStop({ act }: Act): boolean {
  return act.kind === 'message' && (act.request.type === 'STOP' || act.request.type === 'UNPLANNED EVENT');
}

function outcomeOf(act: Act, answer: Answer, tries: number): Pending {
  switch (answer.kind) {
    case 'said':
      return { act, state: 'said', said: answer.said };
    case 'unrecorded':
      return { act, state: 'unrecorded', said: answer.said };
    case 'silence':
      return { act, state: 'unknown', tries, why: 'no answer from our own node' };
    case 'problem': {
      const { problem } = answer;
      return isOpen(problem) ? { act, state: 'unknown', tries, why: problem.title } : { act, state: 'refused', problem };
    }
  }
}

/** True if the same request may get another answer later: the node is busy, stopping or unsure; or nobody is signed in. */
function isOpen(problem: Problem): boolean {
  return problem.status >= 500 || problem.status === 429 || problem.status === 401;
}

/** True if both say the same of an entry. */
export function sameStep(a: AcknowledgementRequest, b: AcknowledgementRequest): boolean {
  return a.level === b.level && a.role === b.role && a.readBack === b.readBack && a.reservation === b.reservation;
}
