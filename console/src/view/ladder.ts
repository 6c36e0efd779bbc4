import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { AcknowledgementRequest, LadderStep, Level } from '../api/types.ts';
import type { Desk } from '../desk.ts';
import type { Row } from '../model/conversation.ts';
import { hasLevel } from '../model/ladder.ts';
import type { Pending } from '../model/outbox.ts';
import { zulu } from '../model/time.ts';
import { MENU_LEVELS, roleWords } from '../model/words.ts';
import { formText } from './forms.ts';
import { shownBlock, shownText } from './peer-text.ts';

type Panel = 'none' | 'read-back' | 'other';

/** What was answered to one entry, and the buttons to answer a peer's. */
class Ladder extends LitElement {
  static override properties: PropertyDeclarations = {
    desk: { attribute: false },
    row: { attribute: false },
    tick: { attribute: false },
    panel: { state: true },
    level: { state: true },
  };
  declare desk: Desk;
  declare row: Row;
  declare tick: number;
  private declare panel: Panel;
  private declare level: Level;

  constructor() {
    super();
    this.panel = 'none';
    this.level = 'UNDERSTOOD';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override render(): TemplateResult {
    const { ladder, own, entry } = this.row;
    const pendings = this.desk.pendingSteps(entry).filter((pending) => levelOf(pending) !== 'DISPLAYED');
    return html`
      ${ladder.length === 0 ? nothing : html`<ol class="ladder" aria-label="Acknowledgements">${ladder.map((step) => this.step(step))}</ol>`}
      ${pendings.map((pending) => this.pending(pending))} ${own ? nothing : this.buttons()}
      ${this.panel === 'read-back' ? this.readBackPanel() : nothing} ${this.panel === 'other' ? this.otherPanel() : nothing}`;
  }

  private step(step: LadderStep): TemplateResult {
    const { line } = this.desk;
    const who = step.party === line.own.party ? 'We say' : html`${shownText(line.peer.name)} says`;
    const by = step.level === 'DISPLAYED' ? 'on the screen' : html`by ${shownText(roleWords(step.role))}`;
    return html`<li class=${step.party === line.own.party ? 'by-own' : 'by-peer'}>
      ${who}: <b>${step.level}</b>${step.relayedTo === undefined ? nothing : html` <b>${shownText(step.relayedTo)}</b>`}
      <time>${zulu(step.wallMs, this.desk.nowMs())}</time> ${by}
      ${step.level === 'DISPLAYED' ? nothing : html`<span class="not-agreed">ACKNOWLEDGED IS NOT AGREED</span>`}
      ${step.readBack === undefined ? nothing : html`<div class="read-back">${shownBlock(step.readBack)}</div>`}
      ${step.reservation === undefined ? nothing : html`<div class="read-back">Reservation: ${shownBlock(step.reservation)}</div>`}</li>`;
  }

  private pending(pending: Pending): TemplateResult {
    const level = levelOf(pending);
    switch (pending.state) {
      case 'asking':
      case 'said':
      case 'unrecorded':
        return html`<p class="pending" role="status">${level} …</p>`;
      case 'unknown':
        return html`<p class="pending caution" role="status">▲ ${level}: UNKNOWN (${pending.why}). Asking again, try ${pending.tries + 1}.</p>`;
      case 'refused':
        return html`<p class="caution" role="alert">${level} was refused: ${pending.problem.title}. ${pending.problem.detail}
          <button @click=${() => this.desk.outbox.drop(pending.act.key)}>Close</button></p>`;
    }
  }

  private buttons(): TemplateResult {
    const own = this.desk.line.own.party;
    const seen = hasLevel(this.row.ladder, own, 'SEEN');
    return html`<div class="buttons">
      ${seen ? nothing : html`<button class="critical seen" @click=${() => this.send({ level: 'SEEN' })}>SEEN</button>`}
      <button class=${seen ? '' : 'critical'} aria-expanded=${this.panel === 'read-back'} @click=${() => this.open('read-back')}>READ BACK…</button>
      <button aria-expanded=${this.panel === 'other'} @click=${() => this.open('other')}>Other answer…</button>
    </div>`;
  }

  private open(panel: Panel): void {
    this.panel = this.panel === panel ? 'none' : panel;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.panel textarea, .panel select')?.focus());
  }

  private readBackPanel(): TemplateResult {
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const readBack = formText(event, 'readBack');
      if (readBack !== '') this.send({ level: 'READ BACK', readBack });
    };
    return html`<form class="panel" @submit=${submit}>
      <label>Read back: say in your own words what it means and what you will do
        <textarea name="readBack" rows="3" maxlength="4000" required dir="auto"></textarea></label>
      <div class="buttons"><button class="critical primary">Send READ BACK</button>
        <button type="button" @click=${() => this.open('none')}>Close</button></div>
    </form>`;
  }

  private otherPanel(): TemplateResult {
    const relayed = this.level === 'RELAYED TO';
    const submit = (event: SubmitEvent) => {
      event.preventDefault();
      const role = formText(event, 'role');
      const reservation = formText(event, 'reservation');
      this.send({ level: this.level, ...(relayed ? { role } : {}), ...(reservation === '' ? {} : { reservation }) });
    };
    const choose = (event: Event) => (this.level = (event.target as HTMLSelectElement).value as Level);
    return html`<form class="panel" @submit=${submit}>
      <label>Answer <select @change=${choose}>${MENU_LEVELS.map((level) => html`<option ?selected=${level === this.level}>${level}</option>`)}</select></label>
      ${relayed ? html`<label>Post that was told <input name="role" required maxlength="64" dir="auto" /></label>` : nothing}
      <label>Reservation (what is not accepted or not known; may stay empty)
        <input name="reservation" maxlength="2000" dir="auto" /></label>
      <div class="buttons"><button class="critical primary">Send ${this.level}</button>
        <button type="button" @click=${() => this.open('none')}>Close</button></div>
    </form>`;
  }

  private send(request: AcknowledgementRequest): void {
    this.panel = 'none';
    this.desk.acknowledge(this.row.entry, request);
  }
}
customElements.define('rd-ladder', Ladder);

function levelOf({ act: { act } }: Pending): string {
  return act.kind === 'acknowledgement' ? act.request.level : '';
}
