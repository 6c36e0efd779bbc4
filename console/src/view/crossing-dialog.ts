import { html, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Row } from '../model/conversation.ts';
import { spokenNumber } from '../model/key.ts';
import { zulu } from '../model/time.ts';
import { urgentSaid } from '../model/urgent.ts';
import { fieldLabel } from '../model/compose.ts';
import { DeskElement } from './desk-element.ts';
import { shownBlock, shownText } from './peer-text.ts';

/** Shows what the peer said while the officer wrote, before the officer's words leave. */
class CrossingDialog extends DeskElement {
  static override properties: PropertyDeclarations = { ...DeskElement.properties, rows: { attribute: false } };
  declare rows: readonly Row[];

  override render(): TemplateResult {
    const peer = this.desk.line.peer.name;
    return html`<dialog aria-labelledby="crossing-title" @cancel=${this.cancelled}>
      <h2 id="crossing-title">▲ ${shownText(peer)} said this while you wrote</h2>
      <div class="crossing-list" tabindex="0" role="region" aria-label="What came while you wrote">${(this.rows ?? []).map((row) => this.entry(row))}</div>
      <p>Nothing has been sent. Read it, then choose.</p>
      <div class="buttons"><button class="critical primary" @click=${() => this.say('go-back')}>Back to my text</button>
        <button class="critical" @click=${() => this.say('send-anyway')}>I have read it: send my text as it is</button></div>
    </dialog>`;
  }

  protected override updated(): void {
    const dialog = this.querySelector('dialog');
    const wanted = (this.rows ?? []).length > 0;
    // A STOP being written stands above this.
    const free = document.querySelector('dialog[open]') === null;
    if (wanted && free) dialog?.showModal();
    if (!wanted && dialog?.open) dialog.close();
  }

  private entry({ entry }: Row): TemplateResult {
    const said = urgentSaid(entry) ?? entry;
    return html`<div class="entry peer"><header><span class="chip ${entry.precedence.toLowerCase()}">${entry.precedence}</span>
        <span class="type">${shownText(entry.type)}</span> <span class="number">${spokenNumber(entry)}</span>
        <time>${zulu(entry.receivedMs, this.desk.nowMs())}</time></header>
      ${said === entry || said.type === entry.type ? '' : html`<p class="caution">▲ said without a record: <b>${shownText(said.type)}</b></p>`}
      ${said.subject === undefined ? '' : html`<p class="subject">${shownText(said.subject)}</p>`}
      ${said.text === undefined ? '' : shownBlock(said.text)}
      ${Object.entries(said.fields ?? {}).map(([name, value]) => html`<p>${shownText(fieldLabel(said.type, name))}: ${shownText(typeof value === 'string' ? value : JSON.stringify(value))}</p>`)}
    </div>`;
  }

  private readonly cancelled = (event: Event) => {
    event.preventDefault();
    this.say('go-back');
  };

  private say(choice: 'go-back' | 'send-anyway'): void {
    this.dispatchEvent(new Event(choice));
  }
}
customElements.define('rd-crossing-dialog', CrossingDialog);
