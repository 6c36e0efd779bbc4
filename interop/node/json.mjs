/** Strict I-JSON (record.md 1). */
import { bad } from './basics.mjs';
// ---- strict I-JSON
export function json(text, { depth = 64, values = 1e6, num = 32, str = Infinity } = {}) {
  let i = 0, n = 0;
  const fail = m => bad('JSON', m + ' at ' + i);
  const ws = () => { while (i < text.length && ' \t\n\r'.includes(text[i])) i++; };
  const strOk = s => {
    for (let k = 0; k < s.length; k++) {
      let c = s.charCodeAt(k);
      if (c >= 0xd800 && c < 0xdc00) { const d = s.charCodeAt(k + 1); if (!(d >= 0xdc00 && d < 0xe000)) fail('surrogate'); c = 0x10000 + ((c - 0xd800) << 10) + (d - 0xdc00); k++; }
      else if (c >= 0xdc00 && c < 0xe000) fail('surrogate');
      if ((c >= 0xfdd0 && c <= 0xfdef) || (c & 0xfffe) === 0xfffe) fail('noncharacter');
    }
    if (s.length > str) fail('string long');
    return s;
  };
  function string() {
    let j = i + 1, out = '';
    for (;;) {
      if (j >= text.length) fail('string end');
      const c = text[j];
      if (c === '"') { i = j + 1; return strOk(out); }
      if (c < ' ') fail('control');
      if (c === '\\') {
        const e = text[j + 1];
        const m = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }[e];
        if (m !== undefined) { out += m; j += 2; }
        else if (e === 'u' && /^[0-9a-fA-F]{4}$/.test(text.slice(j + 2, j + 6))) { out += String.fromCharCode(parseInt(text.slice(j + 2, j + 6), 16)); j += 6; }
        else fail('escape');
      } else { out += c; j++; }
    }
  }
  function value(d) {
    if (++n > values) fail('too many values');
    const c = text[i];
    if (c === '{' || c === '[') {
      if (d + 1 > depth) fail('deep');
      i++; ws();
      if (c === '[') {
        const a = []; if (text[i] === ']') { i++; return a; }
        for (;;) { ws(); a.push(value(d + 1)); ws(); if (text[i] === ',') { i++; continue; } if (text[i] === ']') { i++; return a; } fail('array'); }
      }
      const o = {}; Object.setPrototypeOf(o, null);
      if (text[i] === '}') { i++; return o; }
      for (;;) {
        ws(); if (text[i] !== '"') fail('name'); const k = string();
        if (k in o) fail('twice'); ws(); if (text[i] !== ':') fail('colon'); i++; ws();
        o[k] = value(d + 1); ws();
        if (text[i] === ',') { i++; continue; } if (text[i] === '}') { i++; return o; } fail('object');
      }
    }
    if (c === '"') return string();
    for (const [w, v] of [['true', true], ['false', false], ['null', null]]) if (text.startsWith(w, i)) { i += w.length; return v; }
    const m = /^-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/.exec(text.slice(i, i + 400));
    if (!m) fail('value');
    if (m[0].length > num) fail('number long');
    i += m[0].length;
    const v = Number(m[0]);
    if (!Number.isFinite(v)) fail('number');
    if (!m[2] && !m[3] && !Number.isSafeInteger(v)) fail('number large');
    return v;
  }
  ws(); const v = value(0); ws(); if (i !== text.length) fail('trailing');
  return v;
}
export const isObj = v => v !== null && typeof v === 'object' && !Array.isArray(v);
