import { eventsUrl } from './client.ts';
import type { Entry, EventAlarm, EventBeat, EventHello, EventReceipt, LineSummary } from './types.ts';

/** What the event stream of one line brings. */
export interface StreamEvents {
  hello: (event: EventHello) => void;
  entry: (entry: Entry) => void;
  receipt: (event: EventReceipt) => void;
  line: (line: LineSummary) => void;
  alarm: (event: EventAlarm) => void;
  beat: (event: EventBeat) => void;
}

/** Silence longer than this is said loudly. */
export const SILENT_AFTER_MS = 5_000;
const REOPEN_EVERY_MS = 3_000;

/**
 * The event stream, reopened by us when it is closed or silent. It measures silence by the monotonic clock and by
 * what was heard, not by what the browser reports: a half-open connection reports nothing.
 */
export class LineStream {
  private source: EventSource | undefined;
  private heardAtMs = performance.now();
  private openedAtMs = 0;
  private readonly line: string;
  private readonly on: StreamEvents;

  constructor(line: string, on: StreamEvents) {
    this.line = line;
    this.on = on;
    this.open();
  }

  /** Since when nothing was heard, in milliseconds; call it each second: it also reopens a dead stream. */
  watch(): number {
    const silentMs = performance.now() - this.heardAtMs;
    const dead = this.source?.readyState === EventSource.CLOSED || silentMs > SILENT_AFTER_MS;
    if (dead && performance.now() - this.openedAtMs > REOPEN_EVERY_MS) this.open();
    return silentMs;
  }

  close(): void {
    this.source?.close();
    this.source = undefined;
  }

  private open(): void {
    this.close();
    this.openedAtMs = performance.now();
    const source = new EventSource(eventsUrl(this.line));
    this.source = source;
    const listen = <T>(name: keyof StreamEvents, take: (data: T) => void) =>
      source.addEventListener(name, (event) => {
        if (this.source !== source) return;
        this.heardAtMs = performance.now();
        take(JSON.parse((event as MessageEvent<string>).data) as T);
      });
    listen('hello', this.on.hello);
    listen('entry', this.on.entry);
    listen('receipt', this.on.receipt);
    listen('line', this.on.line);
    listen('alarm', this.on.alarm);
    listen('beat', this.on.beat);
  }
}
