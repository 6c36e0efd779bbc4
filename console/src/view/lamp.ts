import { html, svg, type TemplateResult } from 'lit';
import type { Gravity } from '../model/words.ts';

const SHAPES = {
  good: svg`<circle cx="8" cy="8" r="6" />`,
  warning: svg`<path d="M8 1.5 15 14.5H1Z" />`,
  danger: svg`<path d="M5 1h6l4 4v6l-4 4H5l-4-4V5Z" /><path class="cross" d="m5 5 6 6m0-6-6 6" />`,
};

/** A lamp: shape, colour and word; the shape and the word alone say the same. */
export function lamp(gravity: Gravity, word: string): TemplateResult {
  return html`<span class="lamp ${gravity}"><svg viewBox="0 0 16 16" aria-hidden="true">${SHAPES[gravity]}</svg>${word}</span>`;
}
