import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { Row } from '../model/conversation.ts';
import { seenBy } from '../model/ladder.ts';
import { duration, zulu } from '../model/time.ts';
import { DELIVERY_WORDS } from '../model/words.ts';
import { shownText } from './peer-text.ts';

/** How far an own entry has come, and which of its clocks has run out. Peer entries: how long SEEN has been due. */
export function deliveryLine(row: Row, desk: Desk): TemplateResult | typeof nothing {
  if (row.kind === 'housekeeping' && row.entry.state === 'DELIVERED') return nothing;
  return row.own ? ownLine(row, desk) : peerLine(row, desk);
}

function ownLine(row: Row, desk: Desk): TemplateResult {
  const { entry } = row;
  const now = desk.nowMs();
  const at = entry.deliveredMs === undefined ? nothing : html` <time>${zulu(entry.deliveredMs, now)}</time>`;
  const ageMs = now - entry.receivedMs;
  const clocks = desk.line.clocks[entry.precedence];
  const noReceipt = entry.state === 'RECORDED' && ageMs > clocks.receiptMs;
  const deliveredAgoMs = now - (entry.deliveredMs ?? now);
  const notSeen =
    row.kind === 'message' && entry.state === 'DELIVERED' && deliveredAgoMs > clocks.seenMs && !seenBy(row.ladder, desk.line.peer.party);
  return html`<p class="delivery ${entry.state === 'DELIVERED' ? 'done' : ''}">
      <b>${entry.state}</b>${at} <span>${DELIVERY_WORDS[entry.state]}</span></p>
    ${noReceipt ? html`<p class="caution">▲ No receipt for ${duration(ageMs)}: it may or may not have arrived</p>` : nothing}
    ${notSeen ? html`<p class="caution">▲ ${shownText(desk.line.peer.name)} has not said SEEN for ${duration(deliveredAgoMs)}</p>` : nothing}`;
}

function peerLine(row: Row, desk: Desk): TemplateResult | typeof nothing {
  const { entry } = row;
  if (row.kind !== 'message' || seenBy(row.ladder, desk.line.own.party)) return nothing;
  const leftMs = desk.line.clocks[entry.precedence].seenMs - (desk.nowMs() - entry.receivedMs);
  return html`<p class="due ${leftMs < 0 ? 'caution' : ''}">
    ${leftMs < 0 ? `▲ SEEN is overdue by ${duration(leftMs)}` : `SEEN due in ${duration(leftMs)}`}</p>`;
}
