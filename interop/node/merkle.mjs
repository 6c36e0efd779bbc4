/** RFC 6962 trees and proofs. */
import { bad, sha, b64 } from './basics.mjs';
import { num, EMPTY } from './notes.mjs';
// ---- Merkle
export const leafHash = b => sha(Buffer.from([0]), b), node = (a, b) => sha(Buffer.from([1]), a, b);
export class Range { // compact range from 0
  constructor(size = 0, hashes = []) { this.size = size; this.h = [...hashes]; }
  append(h) { let s = this.size; while (s % 2 === 1) { h = node(this.h.pop(), h); s = (s - 1) / 2; } this.h.push(h); this.size++; }
  root() { if (!this.size) return EMPTY; let r = this.h[this.h.length - 1]; for (let i = this.h.length - 2; i >= 0; i--) r = node(this.h[i], r); return r; }
  copy() { return new Range(this.size, this.h); }
}
export const ones = n => { let c = 0, b = BigInt(n); while (b) { if (b & 1n) c++; b >>= 1n; } return c; };
export function rootFromInclusion(index, size, h, proof) {
  if (!(index >= 0 && index < size)) bad('PROOF', 'index');
  let fn = BigInt(index), sn = BigInt(size) - 1n, r = h;
  for (const p of proof) {
    if (sn === 0n) bad('PROOF', 'long');
    if ((fn & 1n) || fn === sn) { r = node(p, r); while (!(fn & 1n) && fn !== 0n) { fn >>= 1n; sn >>= 1n; } } else r = node(r, p);
    fn >>= 1n; sn >>= 1n;
  }
  if (sn !== 0n) bad('PROOF', 'short'); return r;
}
export function consistency(from, to, r1, r2, proof) {
  if (from < 0 || from > to) bad('PROOF', 'sizes');
  if (from === to) { if (proof.length) bad('PROOF'); if (!r1.equals(r2)) bad('PROOF', 'root'); return; }
  if (from === 0) { if (proof.length) bad('PROOF'); if (!r1.equals(EMPTY)) bad('PROOF'); return; }
  if (!proof.length) bad('PROOF', 'empty');
  let p = [...proof]; let f = BigInt(from); if ((f & (f - 1n)) === 0n) p.unshift(r1);
  let fn = f - 1n, sn = BigInt(to) - 1n; while (fn & 1n) { fn >>= 1n; sn >>= 1n; }
  let fr = p[0], sr = p[0];
  for (const c of p.slice(1)) {
    if (sn === 0n) bad('PROOF', 'long');
    if ((fn & 1n) || fn === sn) { fr = node(c, fr); sr = node(c, sr); while (!(fn & 1n) && fn !== 0n) { fn >>= 1n; sn >>= 1n; } } else sr = node(sr, c);
    fn >>= 1n; sn >>= 1n;
  }
  if (sn !== 0n) bad('PROOF', 'short'); if (!fr.equals(r1) || !sr.equals(r2)) bad('PROOF', 'root');
}
export function inclusionProof(hashes, index) { // over all leaf hashes
  const root = (a, b) => { const r = new Range(); for (let i = a; i < b; i++) r.append(hashes[i]); return r.root(); };
  const out = []; let a = 0, b = hashes.length;
  const rec = (a, b) => { if (b - a === 1) return; let k = 1; while (k * 2 < b - a) k *= 2; if (index < a + k) { rec(a, a + k); out.push(root(a + k, b)); } else { rec(a + k, b); out.push(root(a, a + k)); } };
  rec(a, b); return out;
}
export function tlogProof(text) {
  const at = text.indexOf('\n\n'); if (at < 0) bad('PROOF_FILE');
  const l = text.slice(0, at).split('\n'), cp = text.slice(at + 2);
  if (l.shift() !== 'c2sp.org/tlog-proof@v1') bad('PROOF_FILE', 'first line');
  let extra; if (l[0]?.startsWith('extra ')) { extra = b64(l.shift().slice(6)); if (!extra.length) bad('PROOF_FILE', 'extra'); }
  const m = /^index (.*)$/.exec(l.shift() ?? ''); if (!m) bad('PROOF_FILE', 'index'); const index = num(m[1]);
  if (l.length > 64) bad('PROOF_FILE', 'hashes');
  return { index, hashes: l.map(x => b64(x, 32)), checkpoint: cp, extra };
}
