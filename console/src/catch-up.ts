import { getEntries, getLines, ProblemError, SilenceError } from './api/client.ts';
import type { Entries, Entry, LineSummary } from './api/types.ts';
import type { Conversation } from './model/conversation.ts';

const PAGE_ENTRIES = 200;

/** What the desk is told. */
export interface CatchUpPorts {
  readonly arrived: (entries: readonly Entry[], news: boolean) => void;
  readonly line: (line: LineSummary) => void;
  readonly signedOut: () => void;
}

/** Fetches what came while nobody listened. One run at a time; an entry may come twice, that changes nothing. */
export class CatchUp {
  private readonly conversation: Conversation;
  private readonly ports: CatchUpPorts;
  private running: Promise<void> | undefined;
  private askedAgain = false;
  private fromFirst = false;

  constructor(conversation: Conversation, ports: CatchUpPorts) {
    this.conversation = conversation;
    this.ports = ports;
  }

  /** Fetches what is new. Asked while it runs, it runs once more afterwards: what came since is not missed. */
  run(): void {
    if (this.running) {
      this.askedAgain = true;
      return;
    }
    this.running = this.fetchNew().finally(() => {
      this.running = undefined;
      const again = this.askedAgain;
      this.askedAgain = false;
      if (again) this.run();
    });
  }

  /** Fetches everything again: the node counts its entries anew. */
  runFromFirst(): void {
    this.fromFirst = true;
    this.conversation.beginAnew();
    this.run();
  }

  /** Fetches the page of entries before the oldest that is here. */
  async earlier(): Promise<void> {
    const first = this.conversation.firstSeq;
    const after = Math.max(0, first - 1 - PAGE_ENTRIES);
    if (first > 1) await this.fetchInto(after, first - 1 - after, false);
  }

  /** Asks how the line stands: a second source beside the stream, so that one lost event is not believed for long. */
  async refreshLine(): Promise<void> {
    const lines = await this.heard(getLines());
    const line = lines?.find((each) => each.line === this.conversation.line.line);
    if (line) this.ports.line(line);
  }

  private async fetchNew(): Promise<void> {
    const { fromFirst } = this;
    const begun = fromFirst || this.conversation.lastSeq > 0;
    let after = fromFirst ? 0 : begun ? this.conversation.lastSeq : Math.max(0, this.conversation.line.lastSeq - PAGE_ENTRIES);
    for (;;) {
      const answer = await this.fetchInto(after, PAGE_ENTRIES, begun);
      // What was not answered is asked again by the next run, from where this one began.
      if (!answer) return;
      if (!answer.more || answer.next <= after) {
        if (fromFirst) this.conversation.endAnew();
        if (fromFirst) this.fromFirst = false;
        return;
      }
      after = answer.next;
    }
  }

  /** Returns where to go on, or undefined if no answer came. */
  private async fetchInto(after: number, limit: number, news: boolean): Promise<Entries | undefined> {
    const answer = await this.heard(getEntries(this.conversation.line.line, after, limit));
    if (answer) this.ports.arrived(answer.entries, news);
    return answer;
  }

  /** Undefined if nothing came, or a refusal: the stream says hello again when it is reopened, and then we ask again. */
  private async heard<T>(asked: Promise<T>): Promise<T | undefined> {
    try {
      return await asked;
    } catch (error) {
      if (error instanceof SilenceError) return undefined;
      if (!(error instanceof ProblemError)) throw error;
      if (error.problem.status === 401) this.ports.signedOut();
      return undefined;
    }
  }
}
