import { expect, test } from 'vitest';
import { dateTimeGroup, duration, offsetWords, zulu } from '../src/model/time.ts';
import { shortRoot } from '../src/model/words.ts';

const NOW = Date.UTC(2026, 10, 23, 10, 2, 11);

test('duration_wordsToReadAloud', () => {
  const cases: [number, string][] = [[0, '0.0 s'], [450, '0.4 s'], [9_999, '9.9 s'], [42_900, '42 s'], [192_000, '3 min 12 s'],
    [7_500_000, '2 h 05 min'], [273_600_000, '3 d 4 h'], [-5_000, '5.0 s']];
  for (const [ms, words] of cases) expect(duration(ms)).toBe(words);
});

test('zulu_otherDay_saysTheDay', () => {
  expect(zulu(NOW, NOW)).toBe('10:02:11Z');
  expect(zulu(NOW - 86_400_000, NOW)).toBe('22 NOV 10:02:11Z');
  expect(zulu(Date.UTC(2025, 0, 1), NOW)).toBe('01 JAN 2025 00:00:00Z');
  expect(zulu(Number.NaN, NOW)).toBe('clock unreadable');
});

test('dateTimeGroup_whole', () => {
  expect(dateTimeGroup(NOW)).toBe('23 NOV 2026 10:02:11Z');
});

test('offset_saysWhoIsAhead', () => {
  expect(offsetWords(undefined)).toBe('not measured yet');
  expect(offsetWords(40)).toBe('equal to ours (within 0.1 s)');
  expect(offsetWords(1_200)).toBe('1.2 s ahead of ours');
  expect(offsetWords(-61_000)).toBe('1 min 01 s behind ours');
});

test('shortRoot_eightHexDigits', () => {
  expect(shortRoot('nzwCqwAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=')).toBe('9f3c 02ab');
  expect(shortRoot('not base64!')).toBe('unreadable');
});
