/** Frames (line.md 3). */
import { bad, b64, utf8 } from './basics.mjs';
import { json, isObj } from './json.mjs';
import { RE, rx, int } from './names.mjs';
// ---- frames
export const T = { HELLO: 1, ENTRIES: 2, OVERTAKE: 3, RECEIPT: 4, EARLY: 5, GOT: 6, HEARTBEAT: 7, ASK: 8, UNRECORDED: 9, DISPUTE: 10, BYE: 11 };
export function readFrame(f) {
  if (!f.length || f[0] < 1 || f[0] > 11) bad('UNKNOWN_FRAME');
  const t = f[0]; let js = f.subarray(1); const leaves = [];
  const M = (ok, m) => { if (!ok) bad('MALFORMED_FRAME', m); };
  if (t === 2 || t === 3) {
    const nl = js.indexOf(10); if (nl < 0) bad('TRUNCATED_FRAME'); let rest = js.subarray(nl + 1); js = js.subarray(0, nl);
    while (rest.length) { if (rest.length < 4) bad('TRUNCATED_FRAME'); const n = rest.readUInt32BE(0); if (n > rest.length - 4) bad('TRUNCATED_FRAME'); leaves.push(rest.subarray(4, 4 + n)); rest = rest.subarray(4 + n); if (t === 3) M(leaves.length === 1, 'one leaf'); else if (leaves.length > 1024) bad('TOO_MUCH'); }
  }
  M(js.length <= 131072, 'json size'); let h; try { h = json(utf8(js), { depth: 6, values: 4096, num: 24, str: 65536 }); } catch (e) { M(false, e.message); } M(isObj(h), 'object');
  const S = (k, max, min = 0) => M(typeof h[k] === 'string' && h[k].length <= max && h[k].length >= min, k), I = (v, lo = 0) => M(int(v, lo), 'int');
  const log = () => { M(rx(RE.party, h.party), 'party'); M(rx(RE.epoch, h.epoch), 'epoch'); };
  const map = (k, f) => { M(isObj(h[k]) && Object.keys(h[k]).length <= 64, k); for (const [e, v] of Object.entries(h[k])) { M(rx(RE.epoch, e), k); f(v); } };
  const nt = v => M(typeof v === 'string' && v.length <= 65536, 'note');
  switch (t) {
    case 1: M(h.v === 'ringdown/line/v1', 'v'); M(rx(RE.line, h.line), 'line'); M(rx(RE.party, h.party), 'party'); M(rx(RE.h64, h.charter), 'charter'); M(rx(RE.line, h.session), 'session'); M(['BULK', 'URGENT'].includes(h.kind), 'kind'); S('path', 128); M(rx(RE.epoch, h.epoch), 'epoch'); map('own', I); map('held', nt); map('known', nt); break;
    case 2: log(); I(h.first); nt(h.head); break;
    case 3: log(); I(h.index); nt(h.head); M(Array.isArray(h.proof) && h.proof.length <= 63, 'proof'); for (const p of h.proof) try { b64(p, 32); } catch { M(false, 'hash'); } M(leaves.length === 1, 'one leaf'); break;
    case 4: log(); nt(h.note); M(typeof h.sinceRestore === 'boolean', 'sinceRestore'); break;
    case 5: case 9: nt(h.note); break;
    case 6: I(h.bytes); break;
    case 7: I(h.seq); I(h.wallMs); if ('echo' in h) { M(isObj(h.echo), 'echo'); I(h.echo.seq); I(h.echo.heardWallMs); I(h.echo.keptMs); } map('held', I); M(Array.isArray(h.states) && h.states.length <= 8 && h.states.every(s => typeof s === 'string' && s.length <= 40), 'states'); M(int(h.nextMs, 1) && h.nextMs <= 60000, 'nextMs'); break;
    case 8: log(); I(h.first); if ('until' in h) I(h.until, 1); break;
    case 10: log(); S('kind', 16); M(Array.isArray(h.notes) && h.notes.length <= 4, 'notes'); h.notes.forEach(nt); break;
    case 11: S('code', 40); S('text', 1000); break;
  }
  return { t, h, leaves };
}
export function mkFrame(t, h, leaves) {
  const parts = [Buffer.from([t]), Buffer.from(JSON.stringify(h))];
  if (leaves) { parts.push(Buffer.from('\n')); for (const l of leaves) { const n = Buffer.alloc(4); n.writeUInt32BE(l.length); parts.push(n, l); } }
  const b = Buffer.concat(parts), n = Buffer.alloc(4); n.writeUInt32BE(b.length); return Buffer.concat([n, b]);
}
