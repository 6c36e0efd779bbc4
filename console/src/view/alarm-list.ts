import { html, nothing, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { NOT_KNOWN } from '../alarm-rules.ts';
import type { Alarm } from '../model/alarms.ts';
import type { Row } from '../model/conversation.ts';
import { spokenNumber } from '../model/key.ts';
import { duration, zulu } from '../model/time.ts';
import { DeskElement } from './desk-element.ts';
import { shownText } from './peer-text.ts';

const OF_ONE_KIND_MAX = 3;

/** The alarms to list one by one, and the events of which there are too many for that, by title. */
function crowded(alarms: readonly Alarm[]): { shown: Alarm[]; crowds: Map<string, Alarm[]> } {
  const counts = new Map<string, number>();
  const shown: Alarm[] = [];
  const crowds = new Map<string, Alarm[]>();
  for (const alarm of alarms) {
    const count = (counts.get(alarm.title) ?? 0) + 1;
    counts.set(alarm.title, count);
    if (alarm.kind !== 'event' || count <= OF_ONE_KIND_MAX) shown.push(alarm);
    else crowds.set(alarm.title, [...(crowds.get(alarm.title) ?? []), alarm]);
  }
  return { shown, crowds };
}

/** What must be noticed now. An alarm pulses and sounds until acknowledged, and stands until it is over. */
class AlarmList extends DeskElement {
  override render(): TemplateResult {
    const alarms = this.desk.alarms.list();
    const { shown, crowds } = crowded(alarms);
    return html`
      <div class="alarms" role="alert" aria-label="Alarms">${repeat(shown, (alarm) => alarm.id, (alarm) => this.alarm(alarm))}
        ${[...crowds].map(([title, more]) => this.crowd(title, more))}</div>
      ${this.desk.conversation.openStops().slice(-3).map((row) => this.openStop(row))}
      ${this.telephones(alarms)} ${this.soundHint()}`;
  }

  private alarm(alarm: Alarm): TemplateResult {
    const state = alarm.over ? 'over' : alarm.acknowledged ? 'noticed' : 'new';
    return html`<div class="alarm ${alarm.gravity} ${state}">
      <strong>${alarm.over ? 'OVER: ' : ''}${shownText(alarm.title)}</strong>
      <span>${shownText(alarm.text)}</span>
      <span class="since" aria-hidden="true">${alarm.over ? '' : `for ${duration(this.desk.nowMs() - alarm.sinceMs)}, `}since ${zulu(alarm.sinceMs, this.desk.nowMs())}</span>
      ${alarm.acknowledged
        ? nothing
        : html`<button class="critical" @click=${() => this.desk.acknowledgeAlarm(alarm.id)}>${alarm.over ? 'Clear' : 'Noticed'}</button>`}
    </div>`;
  }

  /** Many events of one kind: the newest stand there, the rest is counted, and noticed at once. */
  private crowd(title: string, more: readonly Alarm[]): TemplateResult {
    const noticed = () => more.forEach(({ id }) => this.desk.acknowledgeAlarm(id));
    return html`<div class="alarm danger new"><strong>${shownText(title)}</strong> <span>${more.length} more of these before</span>
      <button class="critical" @click=${noticed}>All noticed</button></div>`;
  }

  /** A STOP of ours stays in sight until a person there has answered it. */
  private openStop({ entry }: Row): TemplateResult {
    const now = this.desk.nowMs();
    return html`<p class="open-stop" role="status">Our STOP ${spokenNumber(entry)}: <b>${entry.state}</b>.
      ${shownText(this.desk.line.peer.name)} has not said SEEN <span aria-hidden="true">for ${duration(now - entry.receivedMs)}</span></p>`;
  }

  /** When nothing gets through, the next thing a person needs is the number to dial. */
  private telephones(alarms: readonly Alarm[]): TemplateResult | typeof nothing {
    const { peer } = this.desk.line;
    const cut = this.desk.nodeIsSilent || alarms.some((alarm) => (alarm.id === 'state/PATH-DOWN' || alarm.id === NOT_KNOWN) && !alarm.over);
    if (!cut || !peer.telephones || peer.telephones.length === 0) return nothing;
    return html`<p class="telephones">Telephone ${shownText(peer.name)}: ${peer.telephones.map((number) => html`<b>${shownText(number)}</b> `)}
      <span>Check the voice with the words of <code>ringdown words</code>.</span></p>`;
  }

  private soundHint(): TemplateResult | typeof nothing {
    if (this.desk.sound.armed) return nothing;
    return html`<p class="caution sound">▲ Sound is off until you press a key or click on this page.
      <button @click=${() => this.desk.sound.arm()}>Switch sound on</button></p>`;
  }
}
customElements.define('rd-alarm-list', AlarmList);
