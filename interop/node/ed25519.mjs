/** The one Ed25519 rule (charter.md, Papers and Keys). */
import crypto from 'node:crypto';
import { hex } from './basics.mjs';
// ---- Ed25519: the one rule. Small-order and canonical checks with BigInt.
export const P = (1n << 255n) - 19n, L = (1n << 252n) + 27742317777372353535851937790883648493n;
const mod = (a, m = P) => ((a % m) + m) % m;
const pow = (b, e) => { let r = 1n; b = mod(b); while (e > 0n) { if (e & 1n) r = r * b % P; b = b * b % P; e >>= 1n; } return r; };
const inv = a => pow(a, P - 2n);
const D = mod(-121665n * inv(121666n)), SQM1 = pow(2n, (P - 1n) / 4n);
export const le = b => { let r = 0n; for (let i = b.length - 1; i >= 0; i--) r = (r << 8n) | BigInt(b[i]); return r; };
function decode(b) {
  if (b.length !== 32) return null;
  let y = le(b); const sign = y >> 255n; y &= (1n << 255n) - 1n;
  if (y >= P) return null;
  const u = mod(y * y - 1n), v = mod(D * y * y + 1n);
  let x = mod(u * pow(v, 3n) * pow(u * pow(v, 7n), (P - 5n) / 8n));
  if (mod(v * x * x) !== u) { if (mod(v * x * x) === mod(-u)) x = mod(x * SQM1); else return null; }
  if (x === 0n && sign) return null;
  if ((x & 1n) !== sign) x = P - x;
  return [x, y, 1n, mod(x * y)];
}
const add = ([x1, y1, z1, t1], [x2, y2, z2, t2]) => {
  const a = mod((y1 - x1) * (y2 - x2)), b = mod((y1 + x1) * (y2 + x2)), c = mod(2n * t1 * t2 * D), d = mod(2n * z1 * z2);
  const e = b - a, f = d - c, g = d + c, h = b + a; return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)];
};
const mul = (p, k) => { let r = [0n, 1n, 1n, 0n]; while (k > 0n) { if (k & 1n) r = add(r, p); p = add(p, p); k >>= 1n; } return r; };
const isId = ([x, y, z]) => mod(x) === 0n && mod(y - z) === 0n;
const keyCache = new Map();
export function edKeyUse(key) { // canonical, not low order
  const h = hex(key); if (keyCache.has(h)) return keyCache.get(h);
  const p = decode(key); const ok = !!p && !isId(mul(p, 8n)); keyCache.set(h, ok); return ok;
}
export function edKeyEnrol(key) { const p = decode(key); return !!p && !isId(mul(p, 8n)) && isId(mul(p, L)); }
export const SPKI = Buffer.from('302a300506032b6570032100', 'hex');
export const edPub = raw => crypto.createPublicKey({ key: Buffer.concat([SPKI, raw]), format: 'der', type: 'spki' });
export function edVerify(key, msg, sig) {
  if (key.length !== 32 || sig.length !== 64 || le(sig.subarray(32)) >= L || !edKeyUse(key)) return false;
  try { return crypto.verify(null, msg, edPub(key), sig); } catch { return false; }
}
export const rawPub = k => Buffer.from(crypto.createPublicKey(k).export({ format: 'jwk' }).x, 'base64url');
