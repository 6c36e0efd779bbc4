/** Reading a leaf (record.md 3 and 4). */
import { b64, utf8 } from './basics.mjs';
import { json, isObj } from './json.mjs';
import { RE, rx, int } from './names.mjs';
// ---- leaves
const TYPES = { 'FREE TEXT': ['text'], ACK: ['level'], TEST: [], SERVICE: [], 'LINE STATUS': ['state', 'cause'], STOP: [], 'UNPLANNED EVENT': [], EPOCH: ['reason'], FOUND: [], HEARD: ['note'], UNRECORDED: ['note'], KEY: ['note'], REVOCATION: ['note'], CHARTER: ['note'], PROPOSE: ['note'], ADOPT: ['note'], CONSENT: ['digest', 'signature'], WITHDRAW: ['digest'], MISSED: ['reason'], 'NO-RECEIPT-BY': ['byWallMs', 'epoch', 'first', 'last'], UNREADABLE: ['index', 'reason'], RING: ['session'], ANSWER: ['session'] };
const MAY = { ACK: ['role', 'readBack', 'reservation'], TEST: ['challenge', 'answer', 'operator', 'text', 'session'], SERVICE: ['text', 'from', 'until', 'path', 'reason', 'fallback', 'restoreAt'], 'LINE STATUS': ['path', 'count'], STOP: ['text', 'what', 'where', 'since', 'inDanger', 'confirmBy', 'remarks'], 'UNPLANNED EVENT': ['text', 'what', 'when', 'where', 'lastTrack', 'armed', 'underControl', 'asked', 'nextUpdate', 'remarks'], EPOCH: ['number', 'known', 'rebuilt', 'branches', 'oversize'], FOUND: ['state', 'epoch', 'index', 'leaf', 'head', 'found', 'held'], HEARD: ['statement'], UNRECORDED: ['statement'], UNREADABLE: ['epoch'] };
const LEVELS = ['DISPLAYED', 'SEEN', 'READ BACK', 'UNDERSTOOD', 'RELAYED TO', 'COMPLIED', 'UNABLE', 'STANDBY', 'OBJECT', 'NOT KNOWN HERE'];
export const LADDER = ['FREE TEXT', 'SERVICE', 'STOP', 'UNPLANNED EVENT', 'UNRECORDED'];
export function readLeaf(buf) { // {ok, st, seal} or {reason}
  const R = reason => ({ reason });
  const nl = []; for (let i = 0; i < buf.length; i++) if (buf[i] === 10) nl.push(i);
  if (nl.length !== 2 || nl[1] !== buf.length - 1) return R('not-two-lines');
  let st, seal; const lim = { depth: 16, values: 8192, num: 32 };
  try { st = json(utf8(buf.subarray(0, nl[0])), lim); seal = json(utf8(buf.subarray(nl[0] + 1, nl[1])), lim); if (!isObj(st) || !isObj(seal)) throw 0; } catch { return R('malformed-json'); }
  const S = (v, max, min = 0) => typeof v === 'string' && v.length <= max && v.length >= min;
  if (typeof st.v === 'string' && st.v !== 'ringdown/entry/v1') return R('unknown-type');
  if (typeof st.type === 'string' && !(st.type in TYPES)) return R('unknown-type');
  if (typeof st.precedence === 'string' && !['FLASH', 'IMMEDIATE', 'PRIORITY', 'ROUTINE'].includes(st.precedence)) return R('unknown-type');
  const F = R('bad-field');
  if (typeof st.v !== 'string' || typeof st.type !== 'string' || typeof st.precedence !== 'string') return F;
  if (!rx(RE.line, st.line) || !rx(RE.h64, st.charter) || !rx(RE.epoch, st.epoch) || !rx(RE.party, st.party) || !rx(RE.id, st.id) || typeof st.test !== 'boolean' || !rx(RE.line, st.salt)) return F;
  if ('desk' in st && !S(st.desk, 64)) return F;
  if ('addressees' in st && !(Array.isArray(st.addressees) && st.addressees.length <= 16 && st.addressees.every(a => S(a, 128)))) return F;
  if ('language' in st && !S(st.language, 35)) return F; if ('subject' in st && !S(st.subject, 400)) return F;
  if ('replyBy' in st && !S(st.replyBy, 40)) return F;
  if ('replyBy' in st && (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(st.replyBy))) return F;
  if ('references' in st && !(Array.isArray(st.references) && st.references.length <= 64 && st.references.every(r => isObj(r) && rx(RE.party, r.party) && rx(RE.epoch, r.epoch) && int(r.index) && S(r.rel, 32)))) return F;
  if ('shown' in st && !(isObj(st.shown) && rx(RE.epoch, st.shown.epoch) && int(st.shown.size))) return F;
  const hd = h => { if (!isObj(h) || !rx(RE.epoch, h.epoch) || !int(h.size)) return false; try { b64(h.root, 32); return true; } catch { return false; } };
  const b = st.body; if (!isObj(b)) return F;
  for (const k of TYPES[st.type]) if (!(k in b)) return F;
  for (const k of [...TYPES[st.type], ...(MAY[st.type] ?? [])]) if (k in b) {
    const v = b[k];
    if (['index', 'first', 'last', 'number', 'byWallMs'].includes(k)) { if (!int(v)) return F; }
    else if (k === 'count') { if (!int(v, 1)) return F; }
    else if (['known', 'rebuilt', 'found', 'held'].includes(k)) { if (!hd(v)) return F; }
    else if (k === 'branches') { if (!Array.isArray(v) || !v.every(hd)) return F; }
    else if (k === 'oversize') { if (!Array.isArray(v) || !v.every(x => isObj(x) && rx(RE.epoch, x.epoch) && int(x.index))) return F; }
    else if (k === 'digest') { if (!rx(RE.h64, v)) return F; } else if (k === 'session') { if (!rx(RE.line, v)) return F; }
    else if (k === 'epoch') { if (!rx(RE.epoch, v)) return F; }
    else { const m = { text: 32000, readBack: 8000, note: 40000, signature: 2000 }[k] ?? (st.type === 'FOUND' && ['leaf', 'head', 'state'].includes(k) ? 80000 : st.type === 'LINE STATUS' && k === 'path' ? 200 : st.type === 'LINE STATUS' && k === 'state' || k === 'reason' && ['EPOCH', 'UNREADABLE'].includes(st.type) ? 40 : 4000); if (!S(v, m)) return F; }
  }
  if (st.type === 'FREE TEXT' && !b.text.trim()) return F;
  if (st.type === 'ACK') { if (!LEVELS.includes(b.level)) return F; if (b.level === 'READ BACK' && !b.readBack) return F; if (b.level === 'RELAYED TO' && !b.role) return F; }
  if (!int(seal.index)) return F; if ('held' in seal && !hd(seal.held)) return F;
  if (!isObj(seal.clock) || !int(seal.clock.wallMs) || ('offsetMs' in seal.clock && !Number.isSafeInteger(seal.clock.offsetMs))) return F;
  return { ok: true, st, seal };
}
