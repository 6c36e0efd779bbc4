/** Something the officer must notice. It pulses and sounds until acknowledged, and stands until it is over. */
export interface Alarm {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly sinceMs: number;
  readonly gravity: 'danger' | 'warning';
  readonly acknowledged: boolean;
  readonly over: boolean;
}

export type AlarmNews = Pick<Alarm, 'id' | 'title' | 'text' | 'sinceMs' | 'gravity'>;

/** At most so many alarms are listed; beyond it the oldest that are acknowledged and over leave, then the oldest. */
export const ALARMS_MAX = 50;

/**
 * The alarms of this page: unacknowledged or acknowledged, active or over.
 * One that is over leaves when it is acknowledged; one that is acknowledged leaves when it is over.
 */
export class Alarms {
  private readonly alarms = new Map<string, Alarm>();

  list(): Alarm[] {
    return [...this.alarms.values()].sort((a, b) => rank(a) - rank(b) || b.sinceMs - a.sinceMs);
  }

  /** True while something wants to be heard. */
  get sounding(): boolean {
    return this.list().some((alarm) => !alarm.acknowledged && alarm.gravity === 'danger');
  }

  raise(news: AlarmNews): void {
    const known = this.alarms.get(news.id);
    if (known && !known.over) {
      this.alarms.set(news.id, { ...known, ...news, sinceMs: known.sinceMs });
      return;
    }
    this.alarms.set(news.id, { ...news, acknowledged: false, over: false });
    this.bound();
  }

  clear(id: string): void {
    const known = this.alarms.get(id);
    if (!known) return;
    if (known.acknowledged) this.alarms.delete(id);
    else this.alarms.set(id, { ...known, over: true });
  }

  /** Takes an alarm away that another one says better. */
  drop(id: string): void {
    this.alarms.delete(id);
  }

  acknowledge(id: string): void {
    const known = this.alarms.get(id);
    if (!known) return;
    if (known.over) this.alarms.delete(id);
    else this.alarms.set(id, { ...known, acknowledged: true });
  }

  has(id: string): boolean {
    const known = this.alarms.get(id);
    return known !== undefined && !known.over;
  }

  private bound(): void {
    if (this.alarms.size <= ALARMS_MAX) return;
    const last = this.list().at(-1);
    if (last) this.alarms.delete(last.id);
  }
}

function rank(alarm: Alarm): number {
  return (alarm.acknowledged ? 4 : 0) + (alarm.over ? 2 : 0) + (alarm.gravity === 'danger' ? 0 : 1);
}
