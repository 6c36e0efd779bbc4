/** A piece of text that is safe to set as a text node, or a character that would not have been seen, named. */
export type Piece = { kind: 'text'; text: string } | { kind: 'token'; label: string; title: string };

const NAMES: ReadonlyMap<number, string> = new Map([
  [0x09, 'TAB'], [0x0d, 'CR'], [0xa0, 'NBSP'], [0xad, 'SOFT HYPHEN'], [0x034f, 'JOINER'], [0x061c, 'ALM'],
  [0x180e, 'MVS'], [0x200b, 'ZERO WIDTH SPACE'], [0x200c, 'ZWNJ'], [0x200d, 'ZWJ'], [0x200e, 'LRM'], [0x200f, 'RLM'],
  [0x2028, 'LINE SEP'], [0x2029, 'PARA SEP'], [0x202a, 'LRE'], [0x202b, 'RLE'], [0x202c, 'PDF'], [0x202d, 'LRO'],
  [0x202e, 'RLO'], [0x202f, 'NNBSP'], [0x2060, 'WORD JOINER'], [0x2066, 'LRI'], [0x2067, 'RLI'], [0x2068, 'FSI'],
  [0x2069, 'PDI'], [0x2800, 'BLANK'], [0x3000, 'WIDE SPACE'], [0x3164, 'FILLER'], [0xfeff, 'BOM'], [0xfffc, 'OBJECT'],
]);

// Controls, formats, separators, private and unassigned characters, blanks that are not U+0020, whatever Unicode
// lets a renderer ignore, and the two that look like nothing without saying so. A line feed stays a line feed.
const HIDDEN =
  /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\p{Default_Ignorable_Code_Point}\u00a0\u1680\u2000-\u200a\u202f\u205f\u2800\u3000\ufffc]/u;
const MARK = /\p{M}/u;
const MARKS_MAX = 3;

/** Splits text so that every character that would be invisible, or would turn or stack the text, becomes a token. */
export function visiblePieces(text: string): Piece[] {
  const pieces: Piece[] = [];
  let plain = '';
  let marks = 0;
  for (const character of text) {
    marks = MARK.test(character) ? marks + 1 : 0;
    if (!HIDDEN.test(character) && marks <= MARKS_MAX) {
      plain += character;
      continue;
    }
    if (plain !== '') pieces.push({ kind: 'text', text: plain });
    plain = '';
    pieces.push(token(character));
  }
  if (plain !== '') pieces.push({ kind: 'text', text: plain });
  return pieces;
}

/** The same as one line of plain text, for labels and titles. */
export function visibleText(text: string): string {
  return visiblePieces(text)
    .map((piece) => (piece.kind === 'text' ? piece.text : `[${piece.label}]`))
    .join('');
}

function token(character: string): Piece {
  const code = character.codePointAt(0) ?? 0;
  const hex = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
  const name = NAMES.get(code);
  return { kind: 'token', label: name ?? hex, title: name ? `${hex} ${name}` : hex };
}

const WORD = /[\p{L}\p{M}]+/gu;
const SCRIPTS: readonly [string, RegExp][] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
];

/** The words that mix alphabets whose letters look alike (as "fire" with a Cyrillic e), at most ten. */
export function mixedWords(text: string): string[] {
  const mixed = new Set<string>();
  for (const [word] of text.matchAll(WORD)) {
    const scripts = SCRIPTS.filter(([, pattern]) => pattern.test(word));
    if (scripts.length > 1) mixed.add(`${word} (${scripts.map(([name]) => name).join(' and ')})`);
    if (mixed.size === 10) break;
  }
  return [...mixed];
}
