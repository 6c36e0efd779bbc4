import { describe, expect, test } from 'vitest';
import { mixedWords, visiblePieces, visibleText } from '../src/model/visible.ts';

describe('visibleText', () => {
  test('plainTextOfManyScripts_unchanged', () => {
    for (const text of ['Stop at 14:00Z.', 'تبدأ نوبة الليل', 'Ночная смена', '夜班开始', 'two\nlines', 'naïve façade', '🚑']) {
      expect(visibleText(text)).toBe(text);
    }
  });

  test('directionCharacters_named', () => {
    expect(visibleText('do \u202Eton\u202C fire')).toBe('do [RLO]ton[PDF] fire');
    for (const code of [0x202a, 0x202b, 0x202d, 0x2066, 0x2067, 0x2068, 0x2069, 0x200e, 0x200f, 0x061c]) {
      expect(visiblePieces(`a${String.fromCodePoint(code)}b`)).toHaveLength(3);
    }
  });

  test('invisibleCharacters_named', () => {
    const codes = [0x00, 0x09, 0x0d, 0x7f, 0x85, 0xa0, 0xad, 0x034f, 0x115f, 0x180e, 0x200b, 0x200c, 0x200d, 0x2028, 0x2029, 0x2060,
      0x2063, 0x2800, 0x3000, 0x3164, 0xfe0f, 0xfeff, 0xffa0, 0xfffc, 0xe0001, 0xe0041, 0xe0100, 0xf0000, 0xe000];
    for (const code of codes) {
      const token = visiblePieces(`a${String.fromCodePoint(code)}b`)[1];
      expect(token?.kind, code.toString(16)).toBe('token');
    }
  });

  test('loneSurrogate_named', () => {
    expect(visibleText('a\ud800b')).toBe('a[U+D800]b');
  });

  test('stackedMarks_namedBeyondThree', () => {
    expect(visibleText('Z\u0351\u036B\u0343\u036A')).toBe('Z\u0351\u036B\u0343[U+036A]');
  });

  test('pieces_holdEveryCharacterInOrder', () => {
    const text = 'a\u200bb\u202ec';
    const pieces = visiblePieces(text).map((piece) => (piece.kind === 'text' ? piece.text : piece.title));
    expect(pieces).toEqual(['a', 'U+200B ZERO WIDTH SPACE', 'b', 'U+202E RLO', 'c']);
  });
});

describe('mixedWords', () => {
  test('lookAlikeLetters_pointedOut', () => {
    expect(mixedWords('cease f\u0456re now')).toEqual(['f\u0456re (Latin and Cyrillic)']);
  });

  test('twoLanguagesSideBySide_fine', () => {
    expect(mixedWords('Harbour Gate, Портовые ворота, Πύλη')).toEqual([]);
  });
});
