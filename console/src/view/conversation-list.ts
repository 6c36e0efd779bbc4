import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { Row } from '../model/conversation.ts';
import { seenBy } from '../model/ladder.ts';
import { zulu } from '../model/time.ts';
import { DeskElement } from './desk-element.ts';
import { pendingMessage } from './pending-message.ts';
import { ShownWatcher } from './shown-watcher.ts';
import './entry-row.ts';
import './ladder.ts';

const ROWS_DRAWN_MAX = 300;
const AT_END_PX = 40;

/** The joint conversation, oldest first, and what of ours is not answered yet at its end. */
class ConversationList extends DeskElement {
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    tests: { state: true },
    housekeeping: { state: true },
    drawnMax: { state: true },
    announced: { state: true },
  };
  private declare tests: boolean;
  private declare housekeeping: boolean;
  private declare drawnMax: number;
  private declare announced: string;
  private watcher: ShownWatcher | undefined;
  private placed = false;
  private atEnd = true;
  private acts = 0;
  private announcedSeq = Number.MAX_SAFE_INTEGER;

  constructor() {
    super();
    this.tests = false;
    this.housekeeping = false;
    this.drawnMax = ROWS_DRAWN_MAX;
    this.announced = '';
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.watcher = new ShownWatcher((row) => this.desk.shown(row));
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.watcher?.close();
  }

  override render(): TemplateResult {
    const { conversation } = this.desk;
    const all = conversation.rows();
    const listed = all.filter((row) => this.isListed(row));
    const rows = listed.slice(-this.drawnMax);
    const pendings = this.desk.outbox.list().filter(({ act }) => act.act.kind === 'message');
    const waiting = conversation.waitingForUs().length;
    const unshownBelow = rows.filter((row) => !conversation.isShown(row.key)).length;
    return html`
      ${this.toolbar(all, waiting)}
      <div class="scroll" tabindex="0" role="region" aria-label="Conversation, oldest first" @scroll=${this.scrolled}>
        ${listed.length > rows.length || conversation.firstSeq > 1 ? html`<p><button @click=${this.showEarlier}>Show earlier entries</button></p>` : nothing}
        ${all.length === 0 ? html`<p class="meta">Nothing has been said on this line yet.</p>` : nothing}
        ${repeat(rows, (row) => row.key, (row) => html`<rd-entry-row .desk=${this.desk} .row=${row} .tick=${this.liveTick(row)}
            data-key=${row.key}></rd-entry-row><span class="end" data-end=${row.key}></span>`)}
        ${repeat(pendings, ({ act }) => act.key, (pending) => pendingMessage(pending, this.desk))}
      </div>
      ${unshownBelow > 0 && !this.atEnd ? html`<button class="more-below" @click=${this.toFirstUnshown}>${unshownBelow} new, not yet shown</button>` : nothing}
      <p class="visually-hidden" role="log" aria-live="polite">${this.announced}</p>`;
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const acts = this.desk.outbox.list().filter(({ act }) => act.act.kind === 'message').length;
    if (acts > this.acts) this.atEnd = true;
    this.acts = acts;
    this.announce();
  }

  protected override updated(): void {
    requestAnimationFrame(() => this.settle());
  }

  /** A frame later the rows have their heights: only now can be said what stands on the screen. */
  private settle(): void {
    const scroll = this.querySelector<HTMLElement>('.scroll');
    if (!scroll) return;
    const first = this.placed ? undefined : this.desk.conversation.rows().find((row) => !this.desk.conversation.isShown(row.key));
    if (this.desk.conversation.lastSeq > 0) this.placed = true;
    if (first) {
      this.querySelector(`[data-key="${CSS.escape(first.key)}"]`)?.scrollIntoView({ block: 'start' });
      this.atEnd = isAtEnd(scroll);
    } else if (this.atEnd) {
      scroll.scrollTop = scroll.scrollHeight;
    }
    this.watchUnshown(scroll);
  }

  private isListed(row: Row): boolean {
    if (row.kind === 'test') return this.tests;
    return row.kind !== 'housekeeping' || this.housekeeping;
  }

  /** Rows with a running clock or an open answer draw again each time; the others only when they change. */
  private liveTick(row: Row): number {
    const { own, peer } = this.desk.line;
    const message = row.kind === 'message';
    const running = row.own
      ? row.entry.state !== 'DELIVERED' || (message && !seenBy(row.ladder, peer.party))
      : message && !seenBy(row.ladder, own.party);
    return running || this.desk.pendingSteps(row.entry).length > 0 ? performance.now() : 0;
  }

  private toolbar(all: readonly Row[], waiting: number): TemplateResult {
    const tests = all.filter((row) => row.kind === 'test');
    const house = all.filter((row) => row.kind === 'housekeeping');
    const last = tests.at(-1);
    return html`<div class="toolbar">
      <h2>Conversation</h2>
      ${waiting === 0 ? html`<span class="meta">nothing waits for SEEN</span>` : html`<button class="waiting" @click=${() => this.toNextWaiting()}>▲ ${waiting} ${waiting === 1 ? 'needs' : 'need'} SEEN <kbd>Alt+N</kbd></button>`}
      <label class="check test-label"><input type="checkbox" .checked=${this.tests} @change=${() => (this.tests = !this.tests)} />
        TEST entries (${tests.length}${last === undefined ? '' : `, last ${zulu(last.entry.receivedMs, this.desk.nowMs())}`})</label>
      <label class="check"><input type="checkbox" .checked=${this.housekeeping} @change=${() => (this.housekeeping = !this.housekeeping)} />
        keys and line states (${house.length})</label>
    </div>`;
  }

  /** Puts the focus on SEEN of the oldest message that nobody here has seen. */
  toNextWaiting(): void {
    const next = this.desk.conversation.waitingForUs()[0];
    if (!next) return;
    this.atEnd = false;
    const row = this.querySelector<HTMLElement>(`[data-key="${CSS.escape(next.key)}"]`);
    row?.scrollIntoView({ block: 'center' });
    row?.querySelector<HTMLElement>('button.seen')?.focus();
  }

  private readonly toFirstUnshown = () => {
    const row = this.desk.conversation.rows().find(({ key }) => !this.desk.conversation.isShown(key));
    if (row) this.querySelector(`[data-key="${CSS.escape(row.key)}"]`)?.scrollIntoView({ block: 'start' });
  };

  private readonly showEarlier = () => {
    this.drawnMax += ROWS_DRAWN_MAX;
    this.atEnd = false;
    void this.desk.loadEarlier();
  };

  private readonly scrolled = (event: Event) => {
    const scroll = event.currentTarget as HTMLElement;
    this.atEnd = isAtEnd(scroll);
  };

  private watchUnshown(root: HTMLElement): void {
    const { conversation } = this.desk;
    for (const row of conversation.rows().filter(({ key }) => !conversation.isShown(key))) {
      const end = this.querySelector(`[data-end="${CSS.escape(row.key)}"]`);
      if (end) this.watcher?.watch(root, end, row);
    }
  }

  /** One short sentence for a screen reader when the peer says something; never the text itself. */
  private announce(): void {
    const { conversation } = this.desk;
    const since = this.announcedSeq;
    this.announcedSeq = conversation.lastSeq;
    const news = since < conversation.lastSeq ? conversation.peerMessagesSince(since) : [];
    const last = news.at(-1);
    if (last) this.announced = `${news.length > 1 ? `${news.length} new entries, last: ` : ''}${last.entry.precedence} ${last.entry.type} from peer ${this.desk.line.peer.name} at ${zulu(last.entry.receivedMs, this.desk.nowMs())}`;
  }
}
function isAtEnd(scroll: HTMLElement): boolean {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < AT_END_PX;
}

customElements.define('rd-conversation-list', ConversationList);
export type { ConversationList };
