import { html, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { Row } from '../model/conversation.ts';
import { zulu } from '../model/time.ts';
import { shownText } from './peer-text.ts';

/** What a node's own entry says, as a sentence; undefined for one whose fields must speak for themselves. */
export function noticeWords(row: Row, desk: Desk): TemplateResult | undefined {
  const fields = row.entry.fields ?? {};
  const { own, peer } = desk.line;
  const whose = row.own ? 'our' : html`${shownText(peer.name)}’s`;
  const other = row.own ? peer.name : own.name;
  switch (row.entry.type) {
    case 'NO-RECEIPT-BY': {
      const { byWallMs, first, last } = fields;
      if (typeof byWallMs !== 'number' || typeof first !== 'number' || typeof last !== 'number') return undefined;
      const which = first === last ? html`entry ${first}` : html`entries ${first} to ${last}`;
      return html`<p>Until <time>${zulu(byWallMs, desk.nowMs())}</time> by ${whose} clock no receipt had come for ${whose} ${which}.
        It is not known whether ${shownText(other)} had ${first === last ? 'it' : 'them'} then.</p>`;
    }
    case 'UNREADABLE': {
      const { index, reason } = fields;
      if (typeof index !== 'number' || typeof reason !== 'string') return undefined;
      const author = row.own ? html`${shownText(peer.name)}’s` : 'our';
      return html`<p>${author} entry ${index} could not be read (${shownText(reason)}). It is held as bytes and acts on nothing.</p>`;
    }
    default:
      return undefined;
  }
}
