import { html, nothing, type TemplateResult } from 'lit';
import type { Desk } from '../desk.ts';
import type { MessageRequest } from '../api/types.ts';
import { fieldLabel } from '../model/compose.ts';
import type { Pending } from '../model/outbox.ts';
import { shownBlock, shownText } from './peer-text.ts';

/** The officer wants the text of a refused message back in the composer. */
export class RestoreEvent extends Event {
  readonly request: MessageRequest;

  constructor(request: MessageRequest) {
    super('restore');
    this.request = request;
  }
}

/** A message of ours whose answer is not known, or that was refused. Never "failed". */
export function pendingMessage(pending: Pending, desk: Desk): TemplateResult | typeof nothing {
  const { act } = pending.act;
  if (act.kind !== 'message') return nothing;
  const { request } = act;
  return html`<article class="entry own pending-entry" aria-label=${`Our ${request.type}, ${request.precedence}, not yet answered by our node`}>
    <header><span class="chip ${request.precedence.toLowerCase()}">${request.precedence}</span>
      <span class="type">${request.type}</span></header>
    ${request.subject === undefined ? nothing : html`<p class="subject">${shownText(request.subject)}</p>`}
    ${request.text === undefined ? nothing : shownBlock(request.text)}
    ${Object.entries(request.fields ?? {}).map(([name, value]) => html`<p>${fieldLabel(request.type, name)}: ${shownText(String(value))}</p>`)}
    ${standing(pending, request, desk)}
  </article>`;
}

function standing(pending: Pending, request: MessageRequest, desk: Desk): TemplateResult {
  const drop = () => desk.outbox.drop(pending.act.key);
  switch (pending.state) {
    case 'asking':
      return html`<p class="delivery" role="status">Handing it to our node …</p>`;
    case 'said':
      return html`<p class="delivery" role="status"><b>${pending.said.state}</b> as number ${pending.said.index}; waiting to see it in the list</p>`;
    case 'unrecorded':
      return html`<p class="caution" role="alert">▲ <b>UNRECORDED HERE</b>: it went without a record; whether it arrived is unknown. Use the telephone too.
        <button @click=${drop}>Close</button></p>`;
    case 'unknown':
      return html`<p class="caution" role="alert">▲ <b>UNKNOWN</b> (${pending.why}), asking again with the same key, try ${pending.tries + 1}.
        It cannot be said twice.</p>`;
    case 'refused': {
      const back = () => {
        desk.dispatchEvent(new RestoreEvent(request));
        drop();
      };
      return html`<p class="caution" role="alert">▲ Our node refused it, nothing was said: <b>${pending.problem.title}</b>. ${pending.problem.detail}
          ${(pending.problem.errors ?? []).map((error) => html`<br />${shownText(`${error.field}: ${error.problem}. ${error.mend}`)}`)}</p>
        <p class="buttons"><button @click=${back}>Take the text back</button><button @click=${drop}>Close</button></p>`;
    }
  }
}
