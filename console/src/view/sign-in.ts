import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import { getSession, ProblemError, signIn, SilenceError } from '../api/client.ts';
import type { Session } from '../api/types.ts';
import { formText } from './forms.ts';

/** Says who signed in. */
export class SignedInEvent extends Event {
  readonly session: Session;

  constructor(session: Session) {
    super('signed-in');
    this.session = session;
  }
}

/** Sign-in by a one-time link. The token is taken out of the address before anything else happens. */
class SignIn extends LitElement {
  static override properties: PropertyDeclarations = { state: { state: true }, detail: { state: true } };
  private declare state: 'asking' | 'nobody' | 'refused' | 'silent';
  private declare detail: string;
  private token = '';

  constructor() {
    super();
    this.state = 'asking';
    this.detail = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.token = location.hash.slice(1);
    if (location.hash !== '' || location.pathname !== '/') history.replaceState(null, '', '/');
    void this.enter();
  }

  override render(): TemplateResult {
    return html`<main class="sign-in">
      <h1>Ringdown</h1>
      <p role="status">${this.words()}</p>
      ${this.detail === '' ? nothing : html`<p class="caution" role="alert">▲ ${this.detail}</p>`}
      ${this.state === 'asking'
        ? nothing
        : html`<form @submit=${this.submitted}>
              <label>One-time link or its token <input name="link" autocomplete="off" spellcheck="false" required /></label>
              <div class="buttons"><button class="critical primary">Sign in</button>
                ${this.state === 'silent' ? html`<button type="button" class="critical" @click=${() => this.enter()}>Ask again</button>` : nothing}</div>
            </form>
            <p class="meta">A link is made on the node: <code>ringdown officer link NAME</code>. It works once.</p>`}
    </main>`;
  }

  private words(): string {
    switch (this.state) {
      case 'asking':
        return 'Asking the node …';
      case 'nobody':
        return 'Nobody is signed in on this screen.';
      case 'refused':
        return 'The node did not let you in.';
      case 'silent':
        return 'The node does not answer. It is not known whether the link was used.';
    }
  }

  private async enter(): Promise<void> {
    this.state = 'asking';
    this.detail = '';
    const asked = this.token;
    try {
      const session = asked === '' ? await getSession() : await signIn(asked);
      this.token = '';
      this.dispatchEvent(new SignedInEvent(session));
    } catch (error) {
      if (error instanceof SilenceError) {
        this.state = 'silent';
      } else if (error instanceof ProblemError) {
        this.token = '';
        this.state = asked === '' && error.problem.code === 'not-signed-in' ? 'nobody' : 'refused';
        this.detail = this.state === 'nobody' ? '' : `${error.problem.title}. ${error.problem.detail}`;
      } else throw error;
    }
  }

  private readonly submitted = (event: SubmitEvent) => {
    event.preventDefault();
    const link = formText(event, 'link');
    this.token = link.slice(link.indexOf('#') + 1);
    void this.enter();
  };
}
customElements.define('rd-sign-in', SignIn);
