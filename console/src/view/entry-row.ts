import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { Entry } from '../api/types.ts';
import type { Row } from '../model/conversation.ts';
import { fieldLabel } from '../model/compose.ts';
import { spokenNumber } from '../model/key.ts';
import { duration, zulu } from '../model/time.ts';
import { isTest } from '../model/urgent.ts';
import { visibleText } from '../model/visible.ts';
import { WAITED_MS } from '../model/words.ts';
import { deliveryLine } from './delivery.ts';
import { noticeWords } from './notice-words.ts';
import { shownBlock, shownText } from './peer-text.ts';

/** Fields that hold another entry whole: what they carry is shown instead. */
const CARRIERS: ReadonlySet<string> = new Set(['note', 'leaf', 'statement']);

/** One entry of the joint conversation. Its frame and its heading come from signed fields only, never from its text. */
class EntryRow extends LitElement {
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    row: { attribute: false },
    tick: { attribute: false },
    bytesOpen: { state: true },
  };
  declare desk: Desk;
  declare row: Row;
  /** Changes when a clock in the row runs or an answer is open. */
  declare tick: number;
  private declare bytesOpen: boolean;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    const { row } = this;
    const side = row.own ? 'own' : 'peer';
    const test = isTest(row.entry);
    const { carried } = row.entry;
    const grave = !test && (row.entry.type === 'STOP' || (carried?.type === 'STOP' && !carried.test));
    return html`<article class="entry ${side} ${row.kind} ${test ? 'is-test' : ''} ${grave ? 'grave' : ''}"
        aria-label=${this.label(test)} tabindex="-1">
      ${this.heading(test)} ${this.age()} ${this.marks()} ${this.body()}
      <div class="foot"><div>${deliveryLine(row, this.desk)}</div>${this.bytesButton()}</div>
      ${row.kind === 'message' ? html`<rd-ladder .desk=${this.desk} .row=${row} .tick=${this.tick}></rd-ladder>` : nothing}
      ${this.bytes()}
    </article>`;
  }

  private author(): string {
    const { own, peer } = this.desk.line;
    return this.row.own ? own.name : peer.name;
  }

  private label(test: boolean): string {
    const { entry, own } = this.row;
    const who = own ? `Our ${visibleText(entry.type)}` : `${visibleText(entry.type)} from peer ${visibleText(this.author())}`;
    return `${test ? 'TEST, not real. ' : ''}${who}, ${entry.precedence}, number ${spokenNumber(entry)}`;
  }

  private heading(test: boolean): TemplateResult {
    const { entry, own } = this.row;
    const now = this.desk.nowMs();
    const from = [entry.role === undefined ? undefined : `${entry.role} officer`, entry.desk].filter((part) => part !== undefined);
    return html`<header>
      ${test ? html`<span class="chip test-chip">TEST</span>` : nothing}
      <span class="chip ${entry.precedence.toLowerCase()}">${entry.precedence}</span>
      <span class="type">${shownText(entry.type)}</span>
      <span class="author">${own ? 'we, ' : ''}${shownText(this.author())} <span class="number">${spokenNumber(entry)}</span></span>
      ${from.length === 0 ? nothing : html`<span class="meta">${shownText(from.join(', '))}</span>`}
      ${entry.addressees === undefined ? nothing : html`<span class="meta">to ${shownText(entry.addressees.join(', '))}</span>`}
      ${entry.language === undefined ? nothing : html`<span class="meta" title="language">${shownText(entry.language)}</span>`}
      <span class="times">
        ${entry.wallMs === undefined ? nothing : html`<span>${own ? 'our clock' : html`${shownText(this.author())}’s clock`} <time>${zulu(entry.wallMs, now)}</time></span>`}
        ${own ? nothing : html`<span>ours <time>${zulu(entry.receivedMs, now)}</time></span>`}
      </span>
    </header>`;
  }

  private age(): TemplateResult | typeof nothing {
    const { entry, own } = this.row;
    if (!own && entry.ageMs !== undefined && entry.ageMs > WAITED_MS)
      return html`<p class="age">Arrived ${duration(entry.ageMs)} after it was said</p>`;
    const took = entry.deliveredMs === undefined ? 0 : entry.deliveredMs - entry.receivedMs;
    return own && this.row.kind === 'message' && took > WAITED_MS ? html`<p class="age">Delivered ${duration(took)} after we said it</p>` : nothing;
  }

  private marks(): TemplateResult | typeof nothing {
    const { entry, earlier, crossedWith, own } = this.row;
    const { line } = this.desk;
    const named = crossedWith.map((ref) => `${ref.party === line.own.party ? 'our' : line.peer.name} ${spokenNumber(ref)}`);
    return html`
      ${earlier > 0 ? html`<p class="caution">▲ ${earlier} earlier ${earlier === 1 ? 'entry' : 'entries'} not yet here</p>` : nothing}
      ${named.length > 0
        ? html`<p class="caution">✕ CROSSED with ${shownText(named.slice(0, 8).join(', '))}${named.length > 8 ? ` and ${named.length - 8} more` : ''}:
            ${own ? 'that had not been shown to us when we said this' : 'one had not been shown the other'}</p>`
        : nothing}
      ${entry.unreadable ? html`<p class="caution">▲ UNREADABLE: ${shownText(entry.unreadable.reason)}. Held and receipted as bytes; it acts on nothing.</p>` : nothing}
      ${(entry.references ?? []).map((ref) => html`<p class="meta reference">${shownText(ref.rel ?? 'refers to')}
          ${ref.party === line.own.party ? 'our' : shownText(line.peer.name)} ${spokenNumber(ref)}</p>`)}`;
  }

  private body(): TemplateResult {
    const { entry } = this.row;
    const fields = Object.entries(entry.fields ?? {}).filter(([name]) => entry.carried === undefined || !CARRIERS.has(name));
    return html`
      ${entry.carried === undefined ? nothing : this.carried(entry.carried)}
      ${entry.subject === undefined ? nothing : html`<p class="subject">${shownText(entry.subject)}</p>`}
      ${entry.text === undefined ? nothing : shownBlock(entry.text)}
      ${noticeWords(this.row, this.desk) ?? (fields.length === 0 ? nothing : this.fields(entry.type, fields))}
      ${entry.replyBy === undefined ? nothing : html`<p class="meta">Reply by <bdi>${shownText(entry.replyBy)}</bdi></p>`}`;
  }

  private fields(type: string, fields: [string, unknown][]): TemplateResult {
    return html`<dl class="fields">${fields.map(([name, value]) => html`<div><dt>${shownText(fieldLabel(type, name))}</dt>
      <dd>${shownBlock(typeof value === 'string' ? value : JSON.stringify(value))}</dd></div>`)}</dl>`;
  }

  /** What this entry carries of another: a message that went without a record, or an entry that came to light. */
  private carried(carried: NonNullable<Entry['carried']>): TemplateResult {
    const { own, peer } = this.desk.line;
    const who = carried.party === own.party ? 'we' : shownText(carried.party === peer.party ? peer.name : carried.party);
    const found = this.row.entry.type === 'FOUND';
    const fields = Object.entries(carried.fields ?? {});
    return html`<div class="carried">
      <p class="caution">▲ ${carried.test ? 'TEST, not real: ' : ''}${who} said ${found ? 'before' : 'this without a record (UNRECORDED HERE)'}:
        <b class="type">${shownText(carried.type)}</b></p>
      ${carried.subject === undefined ? nothing : html`<p class="subject">${shownText(carried.subject)}</p>`}
      ${carried.text === undefined ? nothing : shownBlock(carried.text)}
      ${fields.length === 0 ? nothing : this.fields(carried.type, fields)}
    </div>`;
  }

  /** The exact bytes that were signed, one press away; drawn only when asked for. */
  private bytes(): TemplateResult | typeof nothing {
    const { entry } = this.row;
    if (!this.bytesOpen) return nothing;
    return html`<div class="bytes"><p class="block mono">${shownText(entry.statement)}</p>
      <p class="block mono">${shownText(entry.seal)}</p>
      <p class="mono">leaf ${entry.leafHash} · ${entry.party}/${entry.epoch}/${entry.index} · here as number ${entry.seq}</p></div>`;
  }

  private bytesButton(): TemplateResult {
    const toggle = () => (this.bytesOpen = !this.bytesOpen);
    return html`<button class="quiet" aria-expanded=${this.bytesOpen === true} @click=${toggle}>Exact words</button>`;
  }
}
customElements.define('rd-entry-row', EntryRow);
