import type { Entry, EntryRef, EventReceipt, LadderStep, LineSummary, Shown } from '../api/types.ts';
import { Crossings } from './crossings.ts';
import { keyOf, type EntryKey } from './key.ts';
import { hasLadder, kindOf, type Kind } from './kinds.ts';
import { Ladders, seenBy, stepOf } from './ladder.ts';
import { jointOrder } from './order.ts';
import { isTest, urgentSaid } from './urgent.ts';

/** One entry as the page lists it; replaced, never changed, so that equal rows need no new drawing. */
export interface Row {
  readonly key: EntryKey;
  readonly entry: Entry;
  readonly kind: Kind;
  readonly own: boolean;
  readonly ladder: readonly LadderStep[];
  readonly crossedWith: readonly EntryRef[];
  /** So many earlier entries of its log are not here yet. */
  readonly earlier: number;
}

/** At most so many entries are kept in the page; the oldest leave first, the node keeps them all. */
export const ENTRIES_MAX = 5_000;

/** Everything the page knows of one line's conversation. No I/O: entries and events in, rows out. */
export class Conversation {
  private summary: LineSummary;
  private readonly entries = new Map<EntryKey, Entry>();
  private readonly ladders = new Ladders();
  private readonly crossings = new Crossings();
  private readonly rowCache = new Map<EntryKey, Row>();
  private readonly unshown = new Set<EntryKey>();
  /** The rows that show each STOP or UNPLANNED EVENT, by its statement id. */
  private readonly sayings = new Map<string, Set<EntryKey>>();
  private order: EntryKey[] | undefined;
  private newestSeq = 0;
  /** The largest seq that came since the node counts anew, until all have come. */
  private anewSeq: number | undefined;
  private oldestSeq = Number.MAX_SAFE_INTEGER;

  constructor(summary: LineSummary) {
    this.summary = summary;
  }

  get line(): LineSummary {
    return this.summary;
  }

  /** The largest seq here: ask the node for what comes after it. */
  get lastSeq(): number {
    return this.newestSeq;
  }

  /** The smallest seq here; 1 means that the whole conversation is in the page. */
  get firstSeq(): number {
    return this.entries.size === 0 ? this.summary.lastSeq + 1 : this.oldestSeq;
  }

  /** The node counts its entries anew: from now on all of them come again. */
  beginAnew(): void {
    this.anewSeq = 0;
  }

  /** All of them have come: the largest of their seqs is the newest. */
  endAnew(): void {
    this.newestSeq = this.anewSeq ?? this.newestSeq;
    this.anewSeq = undefined;
  }

  setLine(summary: LineSummary): void {
    this.summary = summary;
    for (const [key, row] of this.rowCache) if (row.entry.earlier !== undefined) this.rowCache.delete(key);
  }

  add(entries: readonly Entry[]): void {
    for (const entry of entries) this.addOne(entry);
    this.trim();
  }

  receipt(event: EventReceipt): void {
    for (const [key, entry] of this.entries) {
      const covered = entry.index >= event.from && entry.index < event.to;
      if (!covered || entry.party !== event.party || entry.epoch !== event.epoch) continue;
      if (entry.state === 'DELIVERED') continue;
      const deliveredMs = event.deliveredMs === undefined ? {} : { deliveredMs: event.deliveredMs };
      this.entries.set(key, { ...entry, state: event.state, ...deliveredMs });
      this.rowCache.delete(key);
    }
  }

  /** All rows in joint order. Acknowledgements stand in the ladders of their entries, unless that entry is not here. */
  rows(): Row[] {
    this.order ??= jointOrder([...this.entries.values()]).map(keyOf);
    return this.order.map((key) => this.row(key)).filter((row) => !this.isFoldedAck(row));
  }

  find(key: EntryKey): Row | undefined {
    return this.entries.has(key) ? this.row(key) : undefined;
  }

  /** The rows that show this STOP or UNPLANNED EVENT: its entry, or those that carry it. */
  saying(statement: string): Row[] {
    return [...(this.sayings.get(statement) ?? [])].map((key) => this.row(key));
  }

  /** The entry stood on the screen. Returns true if that is news. */
  markShown(key: EntryKey): boolean {
    return this.unshown.delete(key);
  }

  isShown(key: EntryKey): boolean {
    return !this.unshown.has(key);
  }

  /** The largest peer head whose every entry stood on the screen. */
  shownHead(): Shown {
    const { epoch } = this.summary.peerLog;
    let size = this.peerSize();
    for (const key of this.unshown) {
      const entry = this.entries.get(key);
      if (entry && entry.epoch === epoch) size = Math.min(size, entry.index);
    }
    return { epoch, size };
  }

  /** The peer's messages that came after this seq: what an officer who began to write then may not have read. */
  peerMessagesSince(seq: number): Row[] {
    return this.rows().filter((row) => !row.own && row.entry.seq > seq && row.kind === 'message');
  }

  /** The peer's messages to which nobody here has said SEEN or more. */
  waitingForUs(): Row[] {
    const own = this.summary.own.party;
    return this.rows().filter((row) => !row.own && hasLadder(row.entry) && !seenBy(row.ladder, own));
  }

  /** Own STOPs that no person of the peer has answered yet. */
  openStops(): Row[] {
    const peer = this.summary.peer.party;
    const isStop = ({ entry, own }: Row) => own && hasLadder(entry) && urgentSaid(entry)?.type === 'STOP' && !isTest(entry);
    return this.rows().filter((row) => isStop(row) && !seenBy(row.ladder, peer));
  }

  private addOne(entry: Entry): void {
    const key = keyOf(entry);
    const known = this.entries.get(key);
    // A receipt may have come before the answer to an older question: never step back from DELIVERED.
    const news = known?.state === 'DELIVERED' ? { ...entry, ...deliveryOf(known) } : entry;
    this.entries.set(key, news);
    const said = urgentSaid(entry);
    if (said) this.sayings.set(said.id, (this.sayings.get(said.id) ?? new Set()).add(key));
    this.order = undefined;
    this.newestSeq = Math.max(this.newestSeq, entry.seq);
    if (this.anewSeq !== undefined) this.anewSeq = Math.max(this.anewSeq, entry.seq);
    this.oldestSeq = Math.min(this.oldestSeq, entry.seq);
    for (const step of entry.ladder) this.ladders.add(key, step);
    for (const other of this.crossings.add(entry)) this.rowCache.delete(other);
    const ack = stepOf(entry);
    if (ack) {
      this.ladders.add(keyOf(ack.target), ack.step);
      this.rowCache.delete(keyOf(ack.target));
      if (entry.party === this.summary.own.party) this.unshown.delete(keyOf(ack.target));
    }
    this.rowCache.delete(key);
    if (!known && this.isNews(entry)) this.unshown.add(key);
  }

  /** A peer's message counts as not shown until it stood here, or until someone here has answered it before. */
  private isNews(entry: Entry): boolean {
    const own = this.summary.own.party;
    return entry.party !== own && hasLadder(entry) && !entry.ladder.some((step) => step.party === own);
  }

  private row(key: EntryKey): Row {
    const cached = this.rowCache.get(key);
    if (cached) return cached;
    const entry = this.entries.get(key);
    if (!entry) throw new Error(`No entry ${key} in the page: its key was kept after it left.`);
    const row: Row = {
      key,
      entry,
      kind: kindOf(entry),
      own: entry.party === this.summary.own.party,
      ladder: this.ladders.of(key),
      crossedWith: this.crossings.of(key),
      earlier: this.earlierMissing(entry),
    };
    this.rowCache.set(key, row);
    return row;
  }

  private isFoldedAck(row: Row): boolean {
    const ack = row.kind === 'acknowledgement' ? stepOf(row.entry) : undefined;
    return ack !== undefined && this.entries.has(keyOf(ack.target));
  }

  private earlierMissing(entry: Entry): number {
    if (entry.earlier === undefined || entry.epoch !== this.summary.peerLog.epoch) return entry.earlier ?? 0;
    return Math.max(0, Math.min(entry.earlier, entry.index - this.peerSize()));
  }

  /** The peer's log without a gap: the summary's size, and what came since. */
  private peerSize(): number {
    const { epoch, size } = this.summary.peerLog;
    let known = size;
    while (this.entries.has(keyOf({ party: this.summary.peer.party, epoch, index: known }))) known++;
    return known;
  }

  private trim(): void {
    if (this.entries.size <= ENTRIES_MAX) return;
    const oldest = [...this.entries.entries()].sort(([, a], [, b]) => a.seq - b.seq);
    for (const [key, entry] of oldest.slice(0, oldest.length - ENTRIES_MAX)) {
      this.forgetSaying(key, entry);
      for (const kept of [this.entries, this.rowCache, this.unshown]) kept.delete(key);
      for (const kept of [this.crossings, this.ladders]) kept.forget(key);
    }
    this.oldestSeq = oldest[oldest.length - ENTRIES_MAX]?.[1].seq ?? this.newestSeq;
    this.order = undefined;
  }

  private forgetSaying(key: EntryKey, entry: Entry): void {
    const said = urgentSaid(entry);
    if (!said) return;
    const keys = this.sayings.get(said.id);
    if (keys?.delete(key) === true && keys.size === 0) this.sayings.delete(said.id);
  }
}

function deliveryOf(entry: Entry): Pick<Entry, 'state' | 'deliveredMs'> {
  return entry.deliveredMs === undefined ? { state: entry.state } : { state: entry.state, deliveredMs: entry.deliveredMs };
}
