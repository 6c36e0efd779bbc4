/** C2SP signed notes, cosignatures and verifier keys. */
import crypto from 'node:crypto';
import { bad, sha, hex, b64, utf8 } from './basics.mjs';
import { edVerify, edKeyUse, rawPub } from './ed25519.mjs';
// ---- C2SP signed notes
const nameOk = s => s.length > 0 && Buffer.byteLength(s) <= 255 && !/[\s+\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/u.test(s);
export const keyId = (name, type, key) => sha(name, '\n', Buffer.from([type]), key).subarray(0, 4);
export function vkey(s) {
  const m = /^([^+]*)\+([^+]*)\+(.*)$/s.exec(s); if (!m) bad('VKEY_SHAPE');
  const [, name, id, k] = m; if (!nameOk(name)) bad('NAME'); if (!/^[0-9a-f]{8}$/.test(id)) bad('VKEY_SHAPE');
  const b = b64(k); if (b.length < 1) bad('VKEY_SHAPE');
  const type = b[0], key = b.subarray(1);
  const want = { 1: 32, 4: 32, 6: 1312 }[type]; if (want === undefined) bad('KEY_TYPE'); if (key.length !== want) bad('KEY_LENGTH');
  if (hex(keyId(name, type, key)) !== id) bad('KEY_ID');
  if (type !== 6 && !edKeyUse(key)) bad('WEAK_KEY');
  return { name, id: Buffer.from(id, 'hex'), type, key };
}
export const mkVkey = (name, type, key) => ({ name, type, key, id: keyId(name, type, key) });
export const vkeyText = v => `${v.name}+${hex(v.id)}+${Buffer.concat([Buffer.from([v.type]), v.key]).toString('base64')}`;
export function note(buf) {
  if (typeof buf === 'string') buf = Buffer.from(buf);
  if (buf.length > 1 << 20) bad('TOO_LARGE');
  const s = utf8(buf);
  if (s.charCodeAt(0) === 0xfeff) bad('BOM');
  for (let k = 0; k < s.length; k++) { const c = s.charCodeAt(k); if (c < 0x20 && c !== 10) bad('CONTROL'); }
  const at = s.lastIndexOf('\n\n'); if (at < 0) bad('NO_BLANK');
  const text = s.slice(0, at + 1), rest = s.slice(at + 2);
  if (text.length < 1 || !rest.length) bad('NO_SIGNATURE'); if (!rest.endsWith('\n')) bad('NO_FINAL_NEWLINE');
  const lines = rest.slice(0, -1).split('\n'); if (lines.length > 64) bad('TOO_MANY');
  const sigs = lines.map(l => {
    const m = /^— ([^ ]+) ([^ ]+)$/u.exec(l); if (!m || !nameOk(m[1])) bad('SIG_LINE');
    const b = b64(m[2]); if (b.length < 5) bad('SIG_LINE'); return { name: m[1], id: b.subarray(0, 4), sig: b.subarray(4), line: l };
  });
  return { text, sigs };
}
// signatures on note by vkey: true if exactly one good; throws when bad or twice; false when absent
export function signedBy(n, v) {
  const mine = n.sigs.filter(x => x.name === v.name && x.id.equals(v.id));
  if (!mine.length) return false; if (mine.length > 1) bad('SIGNATURE_TWICE');
  const s = mine[0].sig;
  if (v.type === 1) { if (s.length !== 64) bad('SIGNATURE_LENGTH'); if (!edVerify(v.key, Buffer.from(n.text), s)) bad('BAD_SIGNATURE'); return { ok: true }; }
  if (v.type === 4) {
    if (s.length !== 72) bad('SIGNATURE_LENGTH'); const t = s.readBigUInt64BE(0); if (t >= 1n << 63n) bad('TIME');
    if (!edVerify(v.key, Buffer.from(`cosignature/v1\ntime ${t}\n${n.text}`), s.subarray(8))) bad('BAD_SIGNATURE'); return { ok: true, time: t };
  }
  bad('KEY_TYPE');
}
export function sigLine(text, name, type, priv, time) {
  const key = rawPub(priv), id = keyId(name, type, key); let body;
  if (type === 4) { const t = Buffer.alloc(8); t.writeBigUInt64BE(BigInt(time)); body = Buffer.concat([t, crypto.sign(null, Buffer.from(`cosignature/v1\ntime ${time}\n${text}`), priv)]); }
  else body = crypto.sign(null, Buffer.from(text), priv);
  return `— ${name} ${Buffer.concat([id, body]).toString('base64')}\n`;
}
export const num = s => { if (!/^(0|[1-9][0-9]*)$/.test(s) || s.length > 19) bad('NUMBER'); const b = BigInt(s); if (b >= 1n << 63n) bad('NUMBER'); return b <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(b) : b; };
export const EMPTY = sha('');
export function headText(text) {
  const l = text.split('\n'); if (l.length !== 4 || l[3] !== '') bad('HEAD');
  if (!l[0] || /[\x00-\x1f\x7f]/.test(l[0]) || Buffer.byteLength(l[0]) > 255) bad('HEAD', 'origin');
  const size = num(l[1]), root = b64(l[2], 32); if (size === 0 && !root.equals(EMPTY)) bad('HEAD', 'empty root');
  return { origin: l[0], size, root };
}
