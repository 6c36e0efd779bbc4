import type { Row } from '../model/conversation.ts';

/**
 * Tells when a row has stood on the screen: its end was within the scrolled view while the page was visible.
 * A row taller than the view counts once its end was reached.
 */
export class ShownWatcher {
  private readonly watched = new Map<Element, Row>();
  private readonly inView = new Set<Element>();
  private readonly tell: (row: Row) => void;
  private observer: IntersectionObserver | undefined;

  constructor(tell: (row: Row) => void) {
    this.tell = tell;
    document.addEventListener('visibilitychange', this.note);
  }

  /** Watches the element at the row's end. Call it only when the view stands where the officer will see it. */
  watch(root: Element, end: Element, row: Row): void {
    if (this.watched.has(end)) return;
    this.observer ??= new IntersectionObserver((seen) => this.moved(seen), { root });
    this.watched.set(end, row);
    this.observer.observe(end);
  }

  close(): void {
    document.removeEventListener('visibilitychange', this.note);
    this.observer?.disconnect();
  }

  private moved(seen: readonly IntersectionObserverEntry[]): void {
    for (const { target, isIntersecting } of seen) {
      if (isIntersecting) this.inView.add(target);
      else this.inView.delete(target);
    }
    this.note();
  }

  private readonly note = () => {
    if (document.visibilityState !== 'visible') return;
    for (const end of this.inView) {
      const row = this.watched.get(end);
      this.watched.delete(end);
      this.inView.delete(end);
      this.observer?.unobserve(end);
      if (row) this.tell(row);
    }
  };
}
