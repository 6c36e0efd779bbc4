const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

function two(value: number): string {
  return String(value).padStart(2, '0');
}

/** `10:02:11Z`; with the day before it when that is another day than `nowMs`: `22 NOV 10:02:11Z`. */
export function zulu(wallMs: number, nowMs: number): string {
  const at = new Date(wallMs);
  if (Number.isNaN(at.getTime())) return 'clock unreadable';
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}Z`;
  if (Math.floor(wallMs / DAY_MS) === Math.floor(nowMs / DAY_MS)) return clock;
  const day = `${two(at.getUTCDate())} ${MONTHS[at.getUTCMonth()]}`;
  const year = at.getUTCFullYear();
  return year === new Date(nowMs).getUTCFullYear() ? `${day} ${clock}` : `${day} ${year} ${clock}`;
}

/** The date-time group of the status bar: `23 NOV 2026 10:02:11Z`. */
export function dateTimeGroup(wallMs: number): string {
  const at = new Date(wallMs);
  const clock = `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}Z`;
  return `${two(at.getUTCDate())} ${MONTHS[at.getUTCMonth()]} ${at.getUTCFullYear()} ${clock}`;
}

/** How long, in words that can be read aloud: `0.4 s`, `42 s`, `3 min 12 s`, `2 h 05 min`, `3 d 4 h`. */
export function duration(ms: number): string {
  const abs = Math.abs(ms);
  if (abs < 10 * SECOND_MS) return `${(Math.floor(abs / 100) / 10).toFixed(1)} s`;
  if (abs < MINUTE_MS) return `${Math.floor(abs / SECOND_MS)} s`;
  if (abs < HOUR_MS) return `${Math.floor(abs / MINUTE_MS)} min ${two(Math.floor((abs % MINUTE_MS) / SECOND_MS))} s`;
  if (abs < DAY_MS) return `${Math.floor(abs / HOUR_MS)} h ${two(Math.floor((abs % HOUR_MS) / MINUTE_MS))} min`;
  return `${Math.floor(abs / DAY_MS)} d ${Math.floor((abs % DAY_MS) / HOUR_MS)} h`;
}

/** "1.2 s ahead of ours", "3.0 s behind ours", "equal to ours". */
export function offsetWords(offsetMs: number | undefined): string {
  if (offsetMs === undefined) return 'not measured yet';
  if (Math.abs(offsetMs) < 100) return 'equal to ours (within 0.1 s)';
  return `${duration(offsetMs)} ${offsetMs > 0 ? 'ahead of' : 'behind'} ours`;
}
