import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { live } from 'lit/directives/live.js';
import type { MessageRequest, MessageType, Precedence } from '../api/types.ts';
import { fieldsOf, isWritten, missingFrom, requestOf, usualPrecedence, type Draft, type FieldSpec } from '../model/compose.ts';
import type { Row } from '../model/conversation.ts';
import { seenBy } from '../model/ladder.ts';
import { PRECEDENCES } from '../model/words.ts';
import { DeskElement } from './desk-element.ts';
import { RestoreEvent } from './pending-message.ts';
import './crossing-dialog.ts';

const TYPES: readonly MessageType[] = ['FREE TEXT', 'SERVICE', 'UNPLANNED EVENT', 'TEST'];

/** Where the officer writes. If the peer said something meanwhile, that is shown before anything is sent. */
class Composer extends DeskElement {
  static override properties: PropertyDeclarations = {
    ...DeskElement.properties,
    draft: { state: true },
    hint: { state: true },
    crossing: { state: true },
    open: { state: true },
  };
  private declare draft: Draft;
  private declare hint: string;
  private declare crossing: readonly Row[];
  /** On a narrow screen the form is folded until asked for. */
  private declare open: boolean;
  /** The newest entry here when the officer began to write. */
  private begunSeq: number | undefined;
  private restoring = false;

  constructor() {
    super();
    this.draft = emptyDraft('');
    this.hint = '';
    this.crossing = [];
    this.open = false;
  }

  protected override willUpdate(): void {
    super.willUpdate();
    const language = this.desk.line.languages[0] ?? 'en';
    if (this.draft.language === '') this.draft = { ...this.draft, language };
    if (this.restoring) return;
    this.restoring = true;
    this.desk.addEventListener('restore', (event) => event instanceof RestoreEvent && this.restore(event.request));
  }

  override render(): TemplateResult {
    const { draft, desk } = this;
    const isTest = draft.type === 'TEST' || draft.drill;
    const fold = () => (this.open = !this.open);
    return html`<button class="fold critical" aria-expanded=${this.open} @click=${fold}>${this.open ? 'Fold the form' : 'Write a message'}</button>
      <form class="composer ${isTest ? 'is-test' : ''} ${this.open ? 'open' : ''}" aria-label="Write to the peer" @submit=${this.submit} @keydown=${this.keyed}>
      <div class="choices">
        ${this.choice('Type', 'type', TYPES)} ${this.choice('Precedence', 'precedence', PRECEDENCES)}
        ${this.choice('To', 'addressee', ['', ...(desk.line.peer.desks ?? [])])}
        ${desk.line.languages.length > 1 ? this.choice('Language', 'language', desk.line.languages) : nothing}
        ${draft.type === 'TEST' ? nothing : html`<label class="check test-label"><input type="checkbox" .checked=${live(draft.drill)} @change=${() => this.change({ drill: !draft.drill })} /> drill (TEST)</label>`}
      </div>
      <label>Subject <input name="subject" maxlength="200" dir="auto" .value=${live(draft.subject)} @input=${this.typed} /></label>
      ${fieldsOf(draft.type).map((field) => this.field(field))}
      <label>Text <textarea name="text" rows="5" maxlength="16000" dir="auto" .value=${live(draft.text)} @input=${this.typed}></textarea></label>
      <div class="buttons"><button class="critical primary" type="submit">${isTest ? 'Send TEST' : `Send ${draft.precedence}`}</button>
        <span class="meta"><kbd>Ctrl</kbd>+<kbd>Enter</kbd></span>
        <span class="hint" role="status">${this.hint}</span></div>
      </form>
      <rd-crossing-dialog .desk=${desk} .rows=${this.crossing} @send-anyway=${this.sendAnyway} @go-back=${this.goBack}></rd-crossing-dialog>`;
  }

  private choice(label: string, name: 'type' | 'precedence' | 'addressee' | 'language', values: readonly string[]): TemplateResult {
    const chosen = (event: Event) => {
      const value = (event.target as HTMLSelectElement).value;
      if (name === 'type') this.change({ type: value as MessageType, precedence: usualPrecedence(value as MessageType) });
      else if (name === 'precedence') this.change({ precedence: value as Precedence });
      else this.change({ [name]: value });
    };
    return html`<label>${label} <select @change=${chosen}>${values.map((value) => html`<option value=${value} ?selected=${this.draft[name] === value}>${value === '' ? 'any desk' : value}</option>`)}</select></label>`;
  }

  private field({ name, label, choices }: FieldSpec): TemplateResult {
    const value = this.draft.fields[name] ?? '';
    const typed = (event: Event) => this.change({ fields: { ...this.draft.fields, [name]: (event.target as HTMLInputElement).value } });
    return choices
      ? html`<label>${label} <select @change=${typed}>${choices.map((choice) => html`<option ?selected=${choice === value}>${choice}</option>`)}</select></label>`
      : html`<label>${label} <input maxlength="2000" dir="auto" placeholder="unknown" .value=${live(value)} @input=${typed} /></label>`;
  }

  private readonly typed = (event: Event) => {
    const { name, value } = event.target as HTMLInputElement;
    this.change({ [name]: value });
  };

  private change(part: Partial<Draft>): void {
    this.draft = { ...this.draft, ...part };
    // Choosing a type or a precedence is not writing yet.
    this.begunSeq = isWritten(this.draft) ? (this.begunSeq ?? this.desk.conversation.lastSeq) : undefined;
    this.hint = '';
  }

  private readonly keyed = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && event.ctrlKey) {
      event.preventDefault();
      this.trySend();
    }
  };

  private readonly submit = (event: SubmitEvent) => {
    event.preventDefault();
    this.trySend();
  };

  private trySend(): void {
    const missing = missingFrom(this.draft);
    if (missing !== undefined) {
      this.hint = missing;
      this.querySelector<HTMLElement>('textarea')?.focus();
      return;
    }
    const { conversation } = this.desk;
    const own = conversation.line.own.party;
    // What somebody here has said SEEN to meanwhile is known.
    const news = conversation.peerMessagesSince(this.begunSeq ?? conversation.lastSeq).filter((row) => !seenBy(row.ladder, own));
    if (news.length > 0) this.crossing = news;
    else this.send();
  }

  private readonly sendAnyway = () => {
    this.readCrossing();
    this.trySend();
  };

  private readonly goBack = () => {
    this.readCrossing();
    this.querySelector<HTMLElement>('textarea')?.focus();
  };

  /** What the dialog listed has now stood on the screen; what came since has not. */
  private readCrossing(): void {
    this.begunSeq = Math.max(this.begunSeq ?? 0, ...this.crossing.map((row) => row.entry.seq));
    for (const row of this.crossing) this.desk.shown(row);
    this.crossing = [];
  }

  private send(): void {
    const key = this.desk.say(requestOf(this.draft, this.desk.conversation.shownHead()));
    if (key === undefined) {
      this.hint = 'Too many messages are waiting for our node: wait, or use the telephone.';
      return;
    }
    this.draft = { ...emptyDraft(this.draft.language), addressee: this.draft.addressee };
    this.begunSeq = undefined;
    this.hint = '';
  }

  private restore(request: MessageRequest): void {
    this.change({
      type: TYPES.includes(request.type) ? request.type : 'FREE TEXT',
      precedence: request.precedence,
      language: request.language,
      subject: request.subject ?? '',
      text: request.text ?? '',
      addressee: request.addressees?.[0] ?? '',
      drill: request.test ?? false,
      fields: { ...(request.fields as Record<string, string> | undefined) },
    });
  }
}
customElements.define('rd-composer', Composer);

function emptyDraft(language: string): Draft {
  return { type: 'FREE TEXT', precedence: 'ROUTINE', language, addressee: '', subject: '', text: '', drill: false, fields: {} };
}
