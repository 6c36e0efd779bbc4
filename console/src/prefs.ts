import type { Act } from './model/outbox.ts';

export type Theme = 'auto' | 'dark' | 'light';

const THEME = 'ringdown.theme';
const OUTBOX = 'ringdown.outbox';

/** Browser storage may be switched off: the page then works without it. */
function attempt<T>(use: () => T, otherwise: T): T {
  try {
    return use();
  } catch (error) {
    if (error instanceof DOMException || error instanceof SyntaxError) return otherwise;
    throw error;
  }
}

export function readTheme(): Theme {
  const theme = attempt(() => localStorage.getItem(THEME), null);
  return theme === 'dark' || theme === 'light' ? theme : 'auto';
}

export function applyTheme(theme: Theme): void {
  document.documentElement.dataset['theme'] = theme;
  attempt(() => localStorage.setItem(THEME, theme), undefined);
}

/** Acts whose answer is not known yet, kept over a reload so that they are asked again with the same key. */
export function readOpenActs(line: string): Act[] {
  const kept: unknown = attempt(() => JSON.parse(sessionStorage.getItem(`${OUTBOX}.${line}`) ?? '[]'), []);
  return Array.isArray(kept) ? (kept as Act[]) : [];
}

export function keepOpenActs(line: string, acts: readonly Act[]): void {
  attempt(() => sessionStorage.setItem(`${OUTBOX}.${line}`, JSON.stringify(acts)), undefined);
}
