/** Errors with a code, hashes, base64. */
import crypto from 'node:crypto';
export class Bad extends Error { constructor(code, msg) { super(code + (msg ? ': ' + msg : '')); this.code = code; } }
export const bad = (code, msg) => { throw new Bad(code, msg); };
export const sha = (...b) => { const h = crypto.createHash('sha256'); for (const x of b) h.update(x); return h.digest(); };
export const hex = b => Buffer.from(b).toString('hex');
export function b64(s, len) {
  if (typeof s !== 'string' || !/^[A-Za-z0-9+/]*={0,2}$/.test(s)) bad('BASE64');
  const b = Buffer.from(s, 'base64');
  if (b.toString('base64') !== s) bad('BASE64');
  if (len !== undefined && b.length !== len) bad('BASE64', 'length');
  return b;
}
export function utf8(buf) {
  try { return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(buf); } catch { bad('NOT_UTF8'); }
}
