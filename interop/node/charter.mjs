/** Papers, charters, cards, and the ring of certified keys (charter.md). */
import crypto from 'node:crypto';
import { bad, sha, hex, b64 } from './basics.mjs';
import { json, isObj } from './json.mjs';
import { edKeyEnrol, le, P, SPKI } from './ed25519.mjs';
import { note, vkey, mkVkey, signedBy, headText, num } from './notes.mjs';
import { RE, rx, int } from './names.mjs';
// ---- papers
export function layout(v) {
  const q = s => JSON.stringify(s).replace(/[\u2028\u2029]/g, c => '\\u' + c.charCodeAt(0).toString(16)).replace(/\x7f/g, '\x7f');
  const w = (v, d) => {
    const pad = '  '.repeat(d + 1), end = '  '.repeat(d);
    if (Array.isArray(v)) return v.length ? `[\n${v.map(x => pad + w(x, d + 1)).join(',\n')}\n${end}]` : '[]';
    if (isObj(v)) { const k = Object.keys(v); return k.length ? `{\n${k.map(x => `${pad}${q(x)}: ${w(v[x], d + 1)}`).join(',\n')}\n${end}}` : '{}'; }
    return typeof v === 'string' ? q(v) : String(v);
  };
  return w(v, 0) + '\n';
}
export function paper(buf, kinds, maxText) {
  buf = Buffer.from(buf); if (buf.length > maxText) bad('TOO_LARGE');
  let n; try { n = note(buf); } catch (e) { bad('NOT_A_NOTE', e.message); }
  const nl = n.text.indexOf('\n'), kind = n.text.slice(0, nl); if (![].concat(kinds).includes(kind)) bad('WRONG_KIND');
  let v; try { v = json(n.text.slice(nl + 1)); if (!isObj(v)) bad('JSON'); } catch (e) { bad('CONTENT', e.message); }
  return { kind, v, n, canonical: layout(v) === n.text.slice(nl + 1) };
}
const C = (ok, m) => { if (!ok) bad('CONTENT', m); };
function fields(o, must, may = []) { C(isObj(o), 'object'); for (const k of must) C(k in o, 'missing ' + k); for (const k of Object.keys(o)) C(must.includes(k) || may.includes(k), 'unknown ' + k); }
const list = (v, lo, hi, f) => { C(Array.isArray(v) && v.length >= lo && v.length <= hi, 'list'); v.forEach(f); };
const str = (v, hi, lo = 1) => C(typeof v === 'string' && v.length >= lo && v.length <= hi, 'string');
const lang = v => C(rx(RE.lang, v), 'language');
const uniq = a => C(new Set(a).size === a.length, 'twice');
const texts = (v, hi) => { list(v, 1, 8, t => { fields(t, ['language', 'text']); lang(t.language); str(t.text, hi); }); uniq(v.map(t => t.language)); };
const role = v => C(['watch', 'supervisor', 'commander'].includes(v), 'role');
const span = v => C(int(v, 1) && v <= 366 * 86400000, 'span');
export function partyCheck(p) {
  fields(p, ['id', 'names', 'root', 'headquarters', 'commander', 'powers', 'desks', 'languages', 'telephones', 'addresses']);
  C(rx(RE.party, p.id), 'id'); texts(p.names, 200); texts(p.headquarters, 200); texts(p.commander, 200);
  C(typeof p.root === 'string', 'root');
  fields(p.powers, ['suspend', 'decline', 'agree']); for (const k of ['suspend', 'decline', 'agree']) { list(p.powers[k], 1, 3, role); uniq(p.powers[k]); }
  list(p.desks, 1, 16, d => { fields(d, ['id', 'names', 'hours', 'languages']); C(rx(RE.party, d.id), 'desk'); texts(d.names, 200); list(d.languages, 1, 8, lang);
    list(d.hours, 0, 14, h => { fields(h, ['days', 'from', 'to']); list(h.days, 1, 7, x => C(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'].includes(x), 'day')); for (const t of [h.from, h.to]) C(rx(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, t), 'time'); }); });
  uniq(p.desks.map(d => d.id)); list(p.languages, 1, 8, lang);
  list(p.telephones, 0, 8, t => C(rx(/^\+?[0-9][0-9 ()-]{1,30}( ext[0-9]{0,8})?$/, t) || rx(/^\+?[0-9][0-9 ()-]{1,30}( ext ?[0-9]{1,8})?$/, t), 'telephone'));
  list(p.addresses, 0, 8, a => { const m = typeof a === 'string' && /^(\[[0-9a-fA-F:.]+\]|[A-Za-z0-9._-]+):([1-9][0-9]{0,4})$/.exec(a); C(m && +m[2] <= 65535, 'address'); });
  let v; try { v = vkey(p.root); } catch (e) { if (e.code === 'WEAK_KEY') throw e; bad('CONTENT', 'root ' + e.message); }
  C(v.type === 1, 'root type'); C(v.name.startsWith(p.id + '/root-key/') && /^[0-9a-f]{16}$/.test(v.name.slice(p.id.length + 10)), 'root name');
  return v;
}
export function rootSigned(n, v, none) {
  const mine = n.sigs.filter(s => s.name === v.name); if (!mine.length) bad(none);
  for (const s of mine) { if (!s.id.equals(v.id)) bad('BAD_SIGNATURE', 'other key'); }
  try { signedBy(n, v); } catch (e) { bad('BAD_SIGNATURE', e.message); }
}
export const CAN = new Set(); // demands that this node can do
export function charter(buf, { signed = true } = {}) {
  const q = paper(buf, 'ringdown/charter/v1', 32768), c = q.v;
  if (JSON.stringify(q.n.text).length > 48 * 1024) bad('TOO_LARGE');
  fields(c, ['version', 'nonce', 'purpose', 'emergency', 'parties', 'languages', 'address', 'clocks'], ['line', 'replaces', 'phrasebook', 'tests', 'notices', 'suspension', 'recording', 'retention', 'passkeys', 'expiresMs']);
  C(int(c.version, 1), 'version'); C(rx(RE.line, c.nonce), 'nonce');
  if (c.version > 1) { C(rx(RE.line, c.line) && rx(RE.h64, c.replaces), 'line'); } else C(!('line' in c) && !('replaces' in c), 'line');
  texts(c.purpose, 4000); texts(c.emergency, 4000); C(Array.isArray(c.parties) && c.parties.every(isObj), 'parties');
  const roots = c.parties.map(partyCheck);
  list(c.languages, 1, 8, lang); uniq(c.languages);
  list(c.address, 0, 32, a => { fields(a, ['party', 'role', 'words']); role(a.role); texts(a.words, 200); C(c.parties.some(p => p.id === a.party), 'address party'); });
  fields(c.clocks, ['heartbeatMs', 'FLASH', 'IMMEDIATE', 'PRIORITY', 'ROUTINE']); C(int(c.clocks.heartbeatMs, 100) && c.clocks.heartbeatMs <= 60000, 'heartbeat');
  for (const k of ['FLASH', 'IMMEDIATE', 'PRIORITY', 'ROUTINE']) { const r = c.clocks[k]; fields(r, ['deliveryMs'], ['seenMs', 'answer', 'then']); span(r.deliveryMs); if ('seenMs' in r) span(r.seenMs); if ('answer' in r && r.answer !== 'next working day') span(r.answer); }
  if (!q.canonical) bad('NOT_CANONICAL');
  if (c.parties.length !== 2 || c.parties[0].id === c.parties[1].id) bad('WRONG_PARTIES');
  if (roots[0].key.equals(roots[1].key)) bad('KEY_REUSED');
  for (const r of roots) if (!edKeyEnrol(r.key)) bad('WEAK_KEY');
  if (signed) for (const r of roots) rootSigned(q.n, r, 'UNSIGNED');
  const digest = hex(sha(q.n.text)); return { c, text: q.n.text, digest, line: c.version > 1 ? c.line : digest.slice(0, 32), roots: Object.fromEntries(c.parties.map((p, i) => [p.id, roots[i]])), parties: c.parties.map(p => p.id) };
}
export function card(buf) { const q = paper(buf, 'ringdown/card/v1', 12288); const v = partyCheck(q.v); if (!q.canonical) bad('NOT_CANONICAL'); if (!edKeyEnrol(v.key)) bad('WEAK_KEY'); rootSigned(q.n, v, 'FOREIGN_ROOT'); return { p: q.v, text: q.n.text, root: v }; }
export const USES = ['log', 'holder', 'early', 'unrecorded', 'courier', 'words', 'pq', 'tls', 'people'];
const ED = ['log', 'holder', 'early', 'unrecorded', 'people'];
const lowX = new Set([0n, 1n, P - 1n, 325606250916557431795983626356110631294008115727848805560023387167927233504n, 39382357235489614581723060781553021112529911719440698176882885853963445705823n]);
export const before = (a, b) => { const na = +a.epoch.split('-')[0], nb = +b.epoch.split('-')[0]; return a.epoch === b.epoch ? a.n < b.n : na < nb; };
export class Ring {
  constructor(ch) { this.ch = ch; this.certs = []; this.revs = []; this.owner = new Map(); for (const [p, r] of Object.entries(ch.roots)) this.owner.set(hex(r.key), 'root ' + p); }
  take(buf) {
    const q = paper(buf, ['ringdown/key/v1', 'ringdown/revocation/v1'], 12288), v = q.v, rev = q.kind === 'ringdown/revocation/v1';
    if (rev) { fields(v, ['line', 'party', 'use', 'name', 'key'], ['last']); if ('last' in v) { fields(v.last, ['origin', 'size']); C(typeof v.last.origin === 'string' && int(v.last.size), 'last'); } }
    else { fields(v, ['line', 'party', 'use', 'name', 'key', 'from']); fields(v.from, ['epoch', 'index']); C(rx(RE.epoch, v.from.epoch) && int(v.from.index), 'from'); }
    C(USES.includes(v.use), 'use'); C(rx(RE.line, v.line) && rx(RE.party, v.party) && typeof v.name === 'string', 'names');
    let key; try { key = b64(v.key); } catch { C(false, 'key'); }
    if (!q.canonical) bad('NOT_CANONICAL');
    if (v.name !== `${v.line}/${v.party}/${v.use}`) bad('WRONG_NAME'); if (v.line !== this.ch.line) bad('WRONG_LINE');
    const root = this.ch.roots[v.party]; if (!root) bad('UNKNOWN_PARTY');
    if (rev && v.last) { const [l, p, e, x] = v.last.origin.split('/'); C(x === undefined && l === v.line && RE.epoch.test(e ?? ''), 'last'); const own = ['log', 'pq'].includes(v.use), oth = ['holder', 'early'].includes(v.use); C(own && p === v.party || oth && this.ch.parties.includes(p) && p !== v.party, 'last'); }
    rootSigned(q.n, root, 'FOREIGN_ROOT');
    let ident = hex(key);
    if (ED.includes(v.use)) { if (key.length !== 32) bad('KEY_SHAPE'); if (!edKeyEnrol(key)) bad('WEAK_KEY'); }
    else if (v.use === 'pq') { if (key.length !== 1312) bad('KEY_SHAPE'); }
    else if (v.use === 'tls') {
      if (key.length === 44 && key.subarray(0, 12).equals(SPKI)) { ident = hex(key.subarray(12)); if (!edKeyEnrol(key.subarray(12))) bad('WEAK_KEY'); }
      else if (key.length === 91 && hex(key).startsWith('3059301306072a8648ce3d020106082a8648ce3d03010703420004')) { try { crypto.createPublicKey({ key, format: 'der', type: 'spki' }); } catch { bad('WEAK_KEY'); } } else bad('KEY_SHAPE');
    } else { if (key.length !== 32) bad('KEY_SHAPE'); const u = le(key); if (u >= P || lowX.has(u)) bad('WEAK_KEY'); }
    const o = `${v.party} ${v.use}`; if (this.owner.has(ident) && this.owner.get(ident) !== o) bad('KEY_REUSED'); 
    const rec = { ...v, raw: key, file: Buffer.from(buf) };
    if (rev) this.revs.push(rec); else { if (this.certs.length >= 512) bad('TOO_LARGE'); this.certs.push(rec); }
    this.owner.set(ident, o); return rec;
  }
  keys(party, use) { const s = new Set(), out = []; for (const c of this.certs) if (c.party === party && c.use === use && !s.has(c.key)) { s.add(c.key); out.push(c); } return out; }
  revoked(party, use, key) { const r = this.revs.filter(x => x.party === party && x.use === use && x.key === key); if (!r.length) return null; return r.reduce((a, b) => !a.last ? a : !b.last ? b : before({ epoch: a.last.origin.split('/')[2], n: a.last.size }, { epoch: b.last.origin.split('/')[2], n: b.last.size }) ? a : b); }
  // head of party's log by key: 'good' | 'disputed' | code
  judge(party, use, key, epoch, size, carried) {
    const cs = this.certs.filter(c => c.party === party && c.use === use && c.key === key); if (!cs.length) return 'NOT_ENROLLED';
    const place = { epoch, n: size };
    const rev = this.revoked(party, use, key);
    if (use === 'log' && !cs.some(c => { let f = { epoch: c.from.epoch, n: c.from.index }; const k = carried?.get(`${c.key}`); if (k && before(f, k)) f = k; return before(f, place); })) return 'BELOW_FIRST_INDEX';
    if (rev) { if (!rev.last) return 'disputed'; const l = { epoch: rev.last.origin.split('/')[2], n: rev.last.size }; if (!(before(place, l) || (l.epoch === epoch && l.n === size))) return 'disputed'; }
    return 'good';
  }
  // verify head note
  head(buf, origin) {
    const n = note(buf), h = headText(n.text); if (h.origin !== origin) bad('BAD_SIGNATURE', 'origin ' + h.origin);
    const [, party, epoch] = origin.split('/'); let good = 0, unknown = 0, disputed = 0; const by = [];
    const vs = this.keys(party, 'log').map(c => [c, mkVkey(origin, 1, c.raw)]);
    for (const [c, v] of vs) if (signedBy(n, v)) { const j = this.judge(party, 'log', c.key, epoch, h.size); if (j === 'good') good++; else if (j === 'disputed') { good++; disputed++; } else bad('BAD_SIGNATURE', j); by.push(v); }
    let cos = []; for (const other of this.ch.parties) if (other !== party) for (const c of this.keys(other, 'holder')) { const v = mkVkey(`${this.ch.line}/${other}/holder`, 4, c.raw); const s = signedBy(n, v); if (s) cos.push({ ...s, v }); by.push(v); }
    const pq = this.keys(party, 'pq').map(c => mkVkey(`${this.ch.line}/${party}/pq`, 6, c.raw)); let pqs = 0;
    for (const s of n.sigs) { if (pq.some(v => v.name === s.name && v.id.equals(s.id))) pqs++; else if (!by.some(v => v.name === s.name && v.id.equals(s.id))) unknown++; }
    if (!good) bad('BAD_SIGNATURE', 'no certified log key'); return { ...h, n, cos, unknown, disputed, pqs, party, epoch };
  }
}
export function earlyText(text) {
  const l = text.split('\n'); if (l.length !== 8 || l[7] !== '' || l[0] !== 'ringdown/receipt/v1') bad('MALFORMED_FRAME', 'early');
  const r = { origin: l[1], index: num(l[2]), leafHash: b64(l[3], 32), size: num(l[4]), root: b64(l[5], 32), time: num(l[6]) };
  if (!(r.index < r.size)) bad('MALFORMED_FRAME', 'index'); return r;
}
