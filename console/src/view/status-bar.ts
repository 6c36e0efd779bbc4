import { html, nothing, type TemplateResult } from 'lit';
import type { LogHead, PathSummary } from '../api/types.ts';
import { epochNumber } from '../model/key.ts';
import { dateTimeGroup, duration, offsetWords, zulu } from '../model/time.ts';
import { shortRoot, STATE_GRAVITY, STATE_WORDS } from '../model/words.ts';
import { DeskElement } from './desk-element.ts';
import { lamp } from './lamp.ts';
import { shownText } from './peer-text.ts';

/** A lamp that may lag longer than this says so: the path is thin or far away. */
const LAG_TOLD_MS = 6_000;
const CLOCK_DOUBT_MS = 2_000;

/** Always on top: who is on the line, how it stands, what time it is. */
class StatusBar extends DeskElement {
  override render(): TemplateResult {
    const { line, nodeIsSilent } = this.desk;
    return html`
      <div class="parties">
        <h1><span class="own-name">${shownText(line.own.name)}</span><span class="to" aria-label="and"> ⇄ </span
          ><span class="peer-name">${shownText(line.peer.name)}</span></h1>
        <div role="status"><ul class="states" aria-label="State of the line">
          ${nodeIsSilent ? html`<li>${lamp('danger', 'UNKNOWN: node silent')}</li>` : line.states.map((fact) => (fact.state === 'UP' && !this.desk.lineIsKnown ? html`<li>${lamp('warning', 'NOT KNOWN')} <span class="cause">nobody was heard for too long</span></li>` : this.fact(fact)))}
        </ul></div>
      </div>
      <ul class="paths" aria-label="Paths">${line.paths.map((path) => this.path(path, nodeIsSilent))}</ul>
      ${this.clocks()}
      <dl class="heads" aria-label="The two records">
        ${this.head('Our record', line.ownLog)} ${this.head(html`${shownText(line.peer.name)}’s record`, line.peerLog)}
      </dl>`;
  }

  private fact({ state, cause, since }: { state: keyof typeof STATE_GRAVITY; cause: string; since: string }): TemplateResult {
    const gravity = STATE_GRAVITY[state];
    return html`<li title=${STATE_WORDS[state]}>${lamp(gravity, state)}${cause === '' ? nothing : html` <span class="cause">${shownText(cause)}</span>`}
      <span class="since">since ${zulu(Date.parse(since), this.desk.nowMs())}</span></li>`;
  }

  private path(path: PathSummary, silent: boolean): TemplateResult {
    const ago = this.desk.heardMsAgo(path.path);
    const heard = ago === undefined ? 'never heard' : `heard ${duration(ago)} ago`;
    const known = this.desk.isPathKnown(path);
    const rtt = path.rttMs === undefined ? '' : `, round trip ${path.rttMs < 10 ? path.rttMs.toFixed(1) : Math.round(path.rttMs)} ms`;
    const lag = path.lagMs > LAG_TOLD_MS ? `, lamp up to ${duration(path.lagMs)} late` : '';
    return html`<li><span class="path-name">${shownText(path.path)}</span>
      ${silent ? lamp('danger', 'UNKNOWN') : known ? lamp(STATE_GRAVITY[path.state], path.state) : lamp('warning', 'NOT KNOWN')}
      ${silent || known ? nothing : html`<span class="caution">${heard}; our node still calls it ${path.state}</span>`}
      <span class="heard">${silent ? 'the node does not say' : known ? `${heard}${rtt}${lag}` : ''}</span>
      ${path.cause === '' || silent ? nothing : html`<span class="cause">${shownText(path.cause)}</span>`}</li>`;
  }

  private clocks(): TemplateResult {
    const { line, clockDoubtMs } = this.desk;
    const doubt = Math.abs(clockDoubtMs) > CLOCK_DOUBT_MS;
    return html`<div class="clocks">
      <time class="zulu">${dateTimeGroup(this.desk.nowMs())}</time>
      <span class="offset">${shownText(line.peer.name)}’s clock: ${offsetWords(line.clockOffsetMs)}</span>
      ${doubt ? html`<span class="caution">▲ This screen’s clock is ${duration(clockDoubtMs)} ${clockDoubtMs > 0 ? 'behind' : 'ahead of'} the node’s</span>` : nothing}
    </div>`;
  }

  private head(name: TemplateResult | string, head: LogHead): TemplateResult {
    const held = head.receipted === undefined ? nothing : html`, receipts for ${head.receipted}`;
    return html`<div><dt>${name}</dt>
      <dd>${head.size} entries${held} · epoch ${epochNumber(head.epoch)} · root <code>${shortRoot(head.root)}</code>${head.words === undefined ? nothing : html` · ${head.words}`}</dd></div>`;
  }
}
customElements.define('rd-status-bar', StatusBar);
