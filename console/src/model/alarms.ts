/** Something the officer must notice. It pulses and sounds until acknowledged. */
export interface Alarm {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly sinceMs: number;
  readonly gravity: 'danger' | 'warning';
  /** What ends it: its state; nothing but being noticed, as it has happened; an answer, as somebody said STOP. */
  readonly kind: 'state' | 'event' | 'stop';
  /** The node's own id of it, where the node raised it: it is told when it is noticed. */
  readonly told?: string;
  readonly acknowledged: boolean;
  readonly over: boolean;
}

export type AlarmNews = Omit<Alarm, 'acknowledged' | 'over' | 'kind'> & Partial<Pick<Alarm, 'kind'>>;

/** At most so many alarms are listed; beyond it those leave first that are noticed and over, then the oldest; STOPs last. */
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
    this.alarms.set(news.id, { kind: 'state', ...news, acknowledged: false, over: false });
    this.bound();
  }

  clear(id: string): void {
    const known = this.alarms.get(id);
    if (!known) return;
    if (known.acknowledged) this.alarms.delete(id);
    else this.alarms.set(id, { ...known, over: true });
  }

  /** Takes an alarm away that another one says better, or that was answered. */
  drop(id: string): void {
    this.alarms.delete(id);
  }

  acknowledge(id: string): void {
    const known = this.alarms.get(id);
    if (!known) return;
    if (known.over || known.kind === 'event') this.alarms.delete(id);
    else this.alarms.set(id, { ...known, acknowledged: true });
  }

  get(id: string): Alarm | undefined {
    return this.alarms.get(id);
  }

  has(id: string): boolean {
    const known = this.alarms.get(id);
    return known !== undefined && !known.over;
  }

  private bound(): void {
    if (this.alarms.size <= ALARMS_MAX) return;
    const list = this.list();
    const last = list.findLast((alarm) => alarm.kind !== 'stop') ?? list.at(-1);
    if (last) this.alarms.delete(last.id);
  }
}

/** What is not noticed stands first; a STOP without an answer never stands behind what has merely happened. */
function rank({ kind, acknowledged, over, gravity }: Alarm): number {
  if (over) return acknowledged ? 9 : 8;
  switch (kind) {
    case 'stop':
      return acknowledged ? 3 : 0;
    case 'state':
      return acknowledged ? 7 : gravity === 'danger' ? 1 : 2;
    case 'event':
      return gravity === 'danger' ? 4 : 5;
  }
}
