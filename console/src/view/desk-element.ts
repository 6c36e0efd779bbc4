import { LitElement, type PropertyDeclarations } from 'lit';
import type { Desk } from '../desk.ts';

/**
 * A part of the page that draws again when its desk changes. It draws into the page itself, not into a shadow tree:
 * labels and descriptions then work across parts, and one style sheet serves all.
 */
export abstract class DeskElement extends LitElement {
  static override properties: PropertyDeclarations = { desk: { attribute: false } };
  declare desk: Desk;
  private listeningTo: Desk | undefined;
  private readonly redraw = () => this.requestUpdate();

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.listeningTo?.removeEventListener('change', this.redraw);
    this.listeningTo = undefined;
  }

  protected override willUpdate(): void {
    this.listen();
  }

  private listen(): void {
    if (this.listeningTo === this.desk) return;
    this.listeningTo?.removeEventListener('change', this.redraw);
    this.listeningTo = this.desk;
    this.listeningTo?.addEventListener('change', this.redraw);
  }
}
