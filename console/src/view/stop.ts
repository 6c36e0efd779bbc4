import { html, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { requestOf } from '../model/compose.ts';
import { DeskElement } from './desk-element.ts';
import { formText } from './forms.ts';

/** A second press sooner than this, with nothing typed, is a doubled key. */
const SECOND_PRESS_AFTER_MS = 600;
const WHAT = 'Stop what you are doing at this place at once.';

/**
 * STOP: always on the screen, and on the keys F9 and Ctrl+Shift+S. The first press opens two fields, already filled;
 * the second press of the same key, Enter, or the red button sends. A held or doubled key does not send.
 */
class Stop extends DeskElement {
  static override properties: PropertyDeclarations = { ...DeskElement.properties, notTaken: { state: true } };
  private declare notTaken: boolean;
  private openedAtMs = 0;
  private touched = false;

  override render(): TemplateResult {
    return html`<button class="stop" aria-haspopup="dialog" aria-keyshortcuts="F9 Control+Shift+S" @click=${() => this.press()}>STOP <kbd>F9</kbd></button>
      <dialog class="stop-dialog" aria-labelledby="stop-title">
        <form @submit=${this.send} @input=${() => (this.touched = true)}>
          <h2 id="stop-title">STOP to ${this.desk.line.peer.name}</h2>
          <label>What must stop <textarea name="what" rows="2" maxlength="2000" dir="auto"></textarea></label>
          <label>Where (may stay unknown) <input name="where" maxlength="2000" dir="auto" /></label>
          <div class="buttons"><button class="stop" type="submit">SEND STOP <kbd>F9</kbd></button>
            <button class="critical" type="button" @click=${() => this.dialog().close()}>Do not send <kbd>Esc</kbd></button></div>
          ${this.notTaken ? html`<p class="caution" role="alert">▲ NOT SENT: this page has too many messages without an answer. Telephone now. Then close what was refused below, and press SEND STOP again.</p>` : nothing}
          <p class="meta">Goes as FLASH, even if the record cannot be written. Enter sends, Shift+Enter makes a new line.</p>
        </form>
      </dialog>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.keyed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('keydown', this.keyed);
  }

  private readonly keyed = (event: KeyboardEvent) => {
    const stopKey = event.key === 'F9' || (event.ctrlKey && event.shiftKey && event.code === 'KeyS');
    const sendKey = event.key === 'Enter' && !event.shiftKey && this.dialog().open && event.target instanceof HTMLTextAreaElement;
    if (!stopKey && !sendKey) return;
    event.preventDefault();
    if (!event.repeat) this.press();
  };

  private press(): void {
    const dialog = this.dialog();
    if (dialog.open) {
      if (this.touched || performance.now() - this.openedAtMs > SECOND_PRESS_AFTER_MS) dialog.querySelector('form')?.requestSubmit();
      return;
    }
    for (const other of document.querySelectorAll('dialog[open]')) (other as HTMLDialogElement).close();
    const what = this.field('what');
    what.value = WHAT;
    this.field('where').value = '';
    dialog.showModal();
    this.openedAtMs = performance.now();
    this.touched = false;
    this.notTaken = false;
    what.focus();
    what.select();
  }

  private readonly send = (event: SubmitEvent) => {
    event.preventDefault();
    const fields = { what: formText(event, 'what'), where: formText(event, 'where') };
    const { conversation, line } = this.desk;
    const language = line.languages[0] ?? 'en';
    const draft = { type: 'STOP', precedence: 'FLASH', language, addressee: '', subject: '', text: '', drill: false, fields } as const;
    this.notTaken = this.desk.say(requestOf(draft, conversation.shownHead())) === undefined;
    if (!this.notTaken) this.dialog().close();
  };

  private dialog(): HTMLDialogElement {
    const dialog = this.querySelector('dialog');
    if (!dialog) throw new Error('STOP is drawn with its dialog.');
    return dialog;
  }

  private field(name: string): HTMLInputElement | HTMLTextAreaElement {
    const field = this.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${name}"]`);
    if (!field) throw new Error(`The STOP form has a field ${name}.`);
    return field;
  }
}
customElements.define('rd-stop', Stop);
