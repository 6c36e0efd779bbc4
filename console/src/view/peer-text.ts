import { html, type TemplateResult } from 'lit';
import { mixedWords, visiblePieces } from '../model/visible.ts';

/** Any text that a person or a peer wrote: text nodes only, hidden characters named, each piece on its own direction. */
export function shownText(text: string): TemplateResult {
  return html`<bdi class="said">${visiblePieces(text).map((piece) =>
    piece.kind === 'text'
      ? piece.text
      : html`<span class="token" dir="ltr" title=${`hidden character ${piece.title}`}>${piece.label}</span>`,
  )}</bdi>`;
}

/** A block of text with its line breaks, each line in its own direction; words of mixed alphabets are pointed out below. */
export function shownBlock(text: string): TemplateResult {
  const mixed = mixedWords(text);
  return html`<p class="block">${shownText(text)}</p>
    ${mixed.length === 0
      ? ''
      : html`<p class="caution">▲ Look-alike letters of different alphabets in: ${mixed.map((word, i) => html`${i > 0 ? ', ' : ''}${shownText(word)}`)}</p>`}`;
}
