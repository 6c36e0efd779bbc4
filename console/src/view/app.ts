import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { getStatus, ProblemError, signOut, SilenceError } from '../api/client.ts';
import type { LineSummary, Session, Status } from '../api/types.ts';
import { Desk } from '../desk.ts';
import { applyTheme, readTheme, type Theme } from '../prefs.ts';
import type { ConversationList } from './conversation-list.ts';
import { SignedInEvent } from './sign-in.ts';
import { shownText } from './peer-text.ts';
import './sign-in.ts';
import './status-bar.ts';
import './alarm-list.ts';
import './conversation-list.ts';
import './composer.ts';
import './stop.ts';

const ASK_AGAIN_MS = 2_000;
const THEMES: readonly Theme[] = ['auto', 'dark', 'light'];

/** The whole page: sign-in, then one line at a time. */
class App extends LitElement {
  static override properties: PropertyDeclarations = {
    session: { state: true },
    status: { state: true },
    desk: { state: true },
    trouble: { state: true },
    theme: { state: true },
  };
  private declare session: Session | undefined;
  private declare status: Status | undefined;
  private declare desk: Desk | undefined;
  private declare trouble: string;
  private declare theme: Theme;

  constructor() {
    super();
    this.trouble = '';
    this.theme = readTheme();
    applyTheme(this.theme);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('keydown', this.keyed);
    for (const gesture of ['keydown', 'pointerdown']) window.addEventListener(gesture, () => this.desk?.sound.arm());
  }

  override render(): TemplateResult {
    if (!this.session) return html`<rd-sign-in @signed-in=${this.signedIn}></rd-sign-in>`;
    const { desk } = this;
    if (!desk) return html`<main class="sign-in"><h1>Ringdown</h1><p role="status">${this.trouble === '' ? 'Reading the lines …' : this.trouble}</p></main>`;
    return html`<div class="page">
      <header class="top">
        <rd-status-bar .desk=${desk}></rd-status-bar>
        <div class="top-actions"><rd-stop .desk=${desk}></rd-stop></div>
      </header>
      <rd-alarm-list .desk=${desk}></rd-alarm-list>
      <main><rd-conversation-list .desk=${desk}></rd-conversation-list><rd-composer .desk=${desk}></rd-composer></main>
      ${this.footer(this.session)}
    </div>`;
  }

  private footer(session: Session): TemplateResult {
    return html`<footer>
      <p class="honesty">This record proves what was said, not that it was true.</p>
      ${this.linePicker()}
      <span class="meta">${shownText(session.name)}, ${session.role}, ${shownText(session.desk)} desk</span>
      <label>Theme <select @change=${this.themed}>${THEMES.map((theme) => html`<option ?selected=${theme === this.theme}>${theme}</option>`)}</select></label>
      <button @click=${this.signingOut}>Sign out</button>
    </footer>`;
  }

  private linePicker(): TemplateResult | typeof nothing {
    const lines = this.status?.lines ?? [];
    if (lines.length < 2) return nothing;
    const chosen = (event: Event) => {
      const line = lines.find((each) => each.line === (event.target as HTMLSelectElement).value);
      if (line) this.sitDown(line);
    };
    return html`<label>Line <select @change=${chosen}>${lines.map((line) => html`<option value=${line.line} ?selected=${line.line === this.desk?.line.line}>${line.peer.name}</option>`)}</select></label>`;
  }

  private readonly signedIn = (event: Event) => {
    if (!(event instanceof SignedInEvent)) return;
    this.session = event.session;
    void this.readLines();
  };

  private async readLines(): Promise<void> {
    try {
      this.status = await getStatus();
      const line = this.status.lines[0];
      if (line) this.sitDown(line);
      else this.trouble = 'This node has no line yet. Found one with ringdown charter, then load this page again.';
    } catch (error) {
      if (error instanceof ProblemError && error.problem.status === 401) {
        this.session = undefined;
      } else if (error instanceof SilenceError || error instanceof ProblemError) {
        this.trouble = `${error.message}. Asking again …`;
        setTimeout(() => void this.readLines(), ASK_AGAIN_MS);
      } else throw error;
    }
  }

  private sitDown(line: LineSummary): void {
    if (!this.session) return;
    this.desk?.close();
    const desk = new Desk(this.session, line);
    desk.addEventListener('signed-out', () => this.leave());
    this.desk = desk;
    document.title = `${line.peer.name} – Ringdown`;
  }

  private leave(): void {
    this.desk?.close();
    this.desk = undefined;
    this.session = undefined;
  }

  private readonly signingOut = async () => {
    try {
      await signOut();
    } catch (error) {
      if (!(error instanceof SilenceError) && !(error instanceof ProblemError)) throw error;
      // The cookie may still be good: stay, and let the officer see that the node is silent.
      if (error instanceof SilenceError) return;
    }
    this.leave();
  };

  private readonly themed = (event: Event) => {
    this.theme = (event.target as HTMLSelectElement).value as Theme;
    applyTheme(this.theme);
  };

  private readonly keyed = (event: KeyboardEvent) => {
    if (!event.altKey || event.code !== 'KeyN') return;
    event.preventDefault();
    this.querySelector<ConversationList>('rd-conversation-list')?.toNextWaiting();
  };
}
customElements.define('rd-app', App);
