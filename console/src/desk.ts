import { ask, tellNoticed } from './api/client.ts';
import { LineStream, SILENT_AFTER_MS } from './api/stream.ts';
import type { AcknowledgementRequest, Entry, EntryRef, EventHello, LineSummary, MessageRequest, PathSummary, Session } from './api/types.ts';
import { Alarms } from './model/alarms.ts';
import { Conversation, type Row } from './model/conversation.ts';
import { keyOf } from './model/key.ts';
import { isTest, urgentSaid } from './model/urgent.ts';
import { Outbox, sameStep, type Pending } from './model/outbox.ts';
import { endUntold, lineAlarms, NODE_SILENT, nodeAlarm, nodeSilent, NOT_KNOWN, notKnown, stopAlarm } from './alarm-rules.ts';
import { CatchUp } from './catch-up.ts';
import { keepOpenActs, readOpenActs } from './prefs.ts';
import { Sound } from './sound.ts';

/** The state shown is never wrong for longer than five seconds; each tick is a second. */
const REFRESH_EVERY_TICKS = 4;

/** What is heard is told with each beat. */
const BEAT_MS = 1_000;

/** One signed-in officer at one line: wires the event stream, the conversation, the outbox and the alarms. */
export class Desk extends EventTarget {
  readonly session: Session;
  readonly conversation: Conversation;
  readonly outbox: Outbox;
  readonly alarms = new Alarms();
  readonly sound = new Sound();
  /** Since when nothing was heard of our own node. */
  silentMs = 0;
  /** Since when each path last heard the peer, at the last beat. */
  private heardAt = new Map<string, number>();
  private nodeAheadMs = 0;
  private readonly stream: LineStream;
  private readonly ticker: ReturnType<typeof setInterval>;
  private readonly catchUp: CatchUp;
  private drawn = false;
  private signedOut = false;
  /** The alarms told since the stream opened, until its first beat. */
  private toldSinceHello: Set<string> | undefined;
  private ticks = 0;

  constructor(session: Session, line: LineSummary) {
    super();
    this.session = session;
    this.conversation = new Conversation(line);
    this.noteHeard(line);
    this.outbox = new Outbox({
      ask,
      waitMs: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      changed: () => this.changed(),
      save: (open) => keepOpenActs(line.line, open),
    });
    this.catchUp = new CatchUp(this.conversation, {
      arrived: (entries, news) => this.arrived(entries, news),
      line: (summary) => this.lineChanged(summary),
      signedOut: () => this.signOutLocally(),
    });
    for (const act of readOpenActs(line.line)) this.outbox.begin(act);
    this.stream = new LineStream(line.line, {
      hello: (event) => this.hello(event),
      entry: (entry) => this.arrived([entry], true),
      receipt: (event) => this.after(() => this.conversation.receipt(event)),
      line: (summary) => this.lineChanged(summary),
      alarm: (event) => {
        this.toldSinceHello?.add(event.id);
        nodeAlarm(event, this.alarms, this.conversation);
        this.changed();
      },
      beat: (event) => {
        this.nodeAheadMs = event.wallMs - Date.now();
        for (const heard of event.heard) this.noteAge(heard.path, heard.lastHeardMs);
        if (this.toldSinceHello) endUntold(this.alarms, this.toldSinceHello);
        this.toldSinceHello = undefined;
      },
    });
    this.lineChanged(line);
    this.ticker = setInterval(() => this.tick(), 1_000);
  }

  get line(): LineSummary {
    return this.conversation.line;
  }

  /** The node's clock, as well as this page can know it. */
  nowMs(): number {
    return Date.now() + this.nodeAheadMs;
  }

  /** How far this computer's clock is from the node's. */
  get clockDoubtMs(): number {
    return this.nodeAheadMs;
  }

  get nodeIsSilent(): boolean {
    return this.silentMs > SILENT_AFTER_MS;
  }

  /** How long ago the peer was last heard on that path; undefined if never. */
  heardMsAgo(path: string): number | undefined {
    const at = this.heardAt.get(path);
    return at === undefined ? undefined : Math.max(0, performance.now() - at);
  }

  /** False where the node calls a path UP, or nearly, and heard nobody on it for longer than its lamp may lag. */
  isPathKnown(path: PathSummary): boolean {
    const ago = this.heardMsAgo(path.path);
    return path.state === 'PATH-DOWN' || (ago !== undefined && ago <= path.lagMs + BEAT_MS);
  }

  /** False while no path is known to work, and the node does not say that the line is down. */
  get lineIsKnown(): boolean {
    const { paths } = this.line;
    return paths.every((path) => path.state === 'PATH-DOWN') || paths.some((path) => path.state !== 'PATH-DOWN' && this.isPathKnown(path));
  }

  close(): void {
    clearInterval(this.ticker);
    this.sound.alarm(false);
    this.stream.close();
  }

  say(request: MessageRequest): string | undefined {
    const key = crypto.randomUUID();
    const begun = this.outbox.begin({ key, line: this.line.line, act: { kind: 'message', request } });
    return begun ? key : undefined;
  }

  acknowledge(target: EntryRef, request: AcknowledgementRequest): void {
    // One key for one step of one entry by one desk: a second press is the same act, not a second one.
    const key = request.level === 'DISPLAYED' ? `displayed.${target.epoch}.${target.index}` : crypto.randomUUID();
    if (this.pendingSteps(target).some(({ act: { act } }) => act.kind === 'acknowledgement' && sameStep(act.request, request))) return;
    this.outbox.begin({ key, line: this.line.line, act: { kind: 'acknowledgement', target, request } });
  }

  /** Steps of the ladder of this entry whose answer is not known yet, or that were refused. */
  pendingSteps(target: EntryRef): Pending[] {
    return this.outbox.list().filter(({ act: { act } }) => act.kind === 'acknowledgement' && keyOf(act.target) === keyOf(target));
  }

  /** The row stood on the screen: the screen says so itself, once. */
  shown(row: Row): void {
    if (!this.conversation.markShown(row.key)) return;
    this.acknowledge(row.entry, { level: 'DISPLAYED' });
    this.changed();
  }

  acknowledgeAlarm(id: string): void {
    const told = this.alarms.get(id)?.told;
    if (told !== undefined) void tellNoticed(this.line.line, told);
    this.alarms.acknowledge(id);
    this.changed();
  }

  async loadEarlier(): Promise<void> {
    await this.catchUp.earlier();
  }

  private hello(event: EventHello): void {
    this.nodeAheadMs = event.wallMs - Date.now();
    const line = event.lines.find((summary) => summary.line === this.line.line);
    this.toldSinceHello = new Set();
    if (line) this.lineChanged(line);
    this.catchUp.run();
  }

  private arrived(entries: readonly Entry[], news: boolean): void {
    const unknown = new Set(entries.filter((entry) => !this.conversation.find(keyOf(entry))));
    this.conversation.add(entries);
    for (const entry of entries) {
      this.dropAnswered(entry);
      stopAlarm(this.conversation, this.alarms, entry);
      const said = entry.party === this.line.peer.party ? entry.type !== 'ACK' : urgentSaid(entry)?.party === this.line.peer.party;
      const loud = said && !isTest(entry) && unknown.has(entry);
      if (news && loud) this.sound.attention();
    }
    this.changed();
  }

  private dropAnswered(entry: Entry): void {
    if (entry.party !== this.line.own.party) return;
    if (entry.id !== undefined) this.outbox.drop(entry.id);
  }

  private lineChanged(summary: LineSummary): void {
    // A restored or replaced store counts its entries anew, under an epoch of its own.
    const anew = summary.ownLog.epoch !== this.line.ownLog.epoch;
    this.conversation.setLine(summary);
    if (anew) this.catchUp.runFromFirst();
    this.noteHeard(summary);
    lineAlarms(summary, this.alarms);
    this.changed();
  }

  private noteHeard(summary: LineSummary): void {
    for (const path of summary.paths) this.noteAge(path.path, path.lastHeardMs);
  }

  private noteAge(path: string, ageMs: number | undefined): void {
    if (ageMs !== undefined) this.heardAt.set(path, performance.now() - ageMs);
  }

  private tick(): void {
    this.silentMs = this.stream.watch();
    if (++this.ticks % REFRESH_EVERY_TICKS === 0) void this.catchUp.refreshLine();
    if (this.nodeIsSilent) {
      this.alarms.raise(nodeSilent(this.nowMs() - this.silentMs));
      this.catchUp.run();
    } else {
      this.alarms.clear(NODE_SILENT);
    }
    if (this.nodeIsSilent || this.lineIsKnown) this.alarms.clear(NOT_KNOWN);
    else this.alarms.raise(notKnown(this.nowMs()));
    this.dispatchEvent(new Event('tick'));
    this.changed();
  }

  private signOutLocally(): void {
    if (this.signedOut) return;
    this.signedOut = true;
    this.dispatchEvent(new Event('signed-out'));
  }

  private after(act: () => void): void {
    act();
    this.changed();
  }

  /** Draws once per frame at most, however much comes; a hidden page draws when the browser lets it. */
  private changed(): void {
    this.sound.alarm(this.alarms.sounding);
    if (this.drawn) return;
    this.drawn = true;
    requestAnimationFrame(() => {
      this.drawn = false;
      this.dispatchEvent(new Event('change'));
    });
  }
}
