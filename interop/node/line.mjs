/** Sessions of a node: dialling, HELLO, heartbeats, and which frame goes where (line.md 4 and 7). */
import { bad } from './basics.mjs';
import { dial } from './session.mjs';
import { Pace, catchUp, earlyReceipt, pump, receipt } from './author.mjs';
import { asked, disputed, entries, overtaking } from './holder.mjs';

const HELLO_MS = 30_000;

/** One session of each kind to one address, dialled again when it is lost. */
export function connect(node, host, port) {
  const path = { on: true, sessions: new Set(), timers: new Set() };
  const call = async (kind, pause) => {
    if (!path.on) return;
    const again = next => {
      if (!path.on) return;
      const timer = setTimeout(() => { path.timers.delete(timer); call(kind, Math.min(next * 2, 5_000)); }, next * (1 - Math.random() / 2));
      path.timers.add(timer);
    };
    try {
      const session = await dial(node.keys.identity, node.keys.pinned, host, port);
      if (!path.on) { session.cut(); return; }
      session.kind = kind;
      session.path = `interop ${port}`;
      path.sessions.add(session);
      session.on('ended', () => { path.sessions.delete(session); again(session.stood ? 250 : pause); });
      attach(node, session);
    } catch (error) {
      node.emit('strange', error);
      again(pause);
    }
  };
  path.start = () => { path.on = true; call('BULK', 250); call('URGENT', 250); };
  path.stop = () => {
    path.on = false;
    for (const timer of path.timers) clearTimeout(timer);
    path.timers.clear();
  };
  path.cut = () => { path.stop(); for (const session of [...path.sessions]) session.cut(); };
  path.start();
  return path;
}

/** The codes of BYE (line.md 9). */
const CODES = new Set(['UNKNOWN_FRAME', 'MALFORMED_FRAME', 'TRUNCATED_FRAME', 'OUT_OF_ORDER', 'WRONG_LINE', 'WRONG_PARTY',
  'BAD_SIGNATURE', 'TOO_MUCH']);

/** Runs a session: our HELLO at once where we dialled, else after theirs. */
export function attach(node, session) {
  node.sessions.add(session);
  session.pace = new Pace();
  session.got = 0;
  session.next = new Map();
  if (session.dialler) session.send('HELLO', node.hello(session));
  const noHello = setTimeout(() => { if (!session.peer) session.end('no HELLO'); }, HELLO_MS);
  const beat = setInterval(() => { if (session.peer) heartbeat(node, session); }, node.keys.heartbeatMs);
  session.on('frame', frame => {
    session.heardAt = performance.now();
    try { handle(node, session, frame); } catch (error) {
      session.bye(CODES.has(error.code) ? error.code : 'BAD_SIGNATURE', error.message);
      node.emit('strange', error);
    }
    node.emit('change');
  });
  session.on('ended', why => {
    clearTimeout(noHello);
    clearInterval(beat);
    node.sessions.delete(session);
    node.emit('ended', { session, why });
    node.emit('change');
    pump(node);
  });
}

function handle(node, session, frame) {
  const { name, h } = frame;
  if (name === 'BYE') { node.emit('bye', h); session.end(`the peer: ${h.code} ${h.text}`); return; }
  if ((name === 'HELLO') === Boolean(session.peer)) bad('OUT_OF_ORDER', name);
  if (name === 'ENTRIES' || name === 'OVERTAKE') {
    session.got += frame.bytes;
    session.send('GOT', { bytes: session.got });
  }
  switch (name) {
    case 'HELLO': hello(node, session, h); break;
    case 'ENTRIES': entries(node, session, frame); break;
    case 'OVERTAKE': overtaking(node, session, frame); break;
    case 'RECEIPT': receipt(node, h); break;
    case 'EARLY': earlyReceipt(node, h); break;
    case 'GOT': session.pace.heard(h.bytes); pump(node); break;
    case 'HEARTBEAT': heard(node, session, h); break;
    case 'ASK': asked(node, session, h); break;
    case 'DISPUTE': node.emit('dispute', h); disputed(node, session, h); break;
    default: node.emit(name.toLowerCase(), h);
  }
}

function hello(node, session, h) {
  if (h.line !== node.keys.line) bad('WRONG_LINE', h.line);
  if (h.party !== node.keys.peer) bad('WRONG_PARTY', h.party);
  session.peer = h;
  if (!session.dialler) {
    session.kind = h.kind;
    session.path = h.path;
    session.send('HELLO', node.hello(session));
  }
  for (const log of node.logsOf(node.keys.peer)) if (log.size) node.cosign(session, log);
  heartbeat(node, session);
  catchUp(node, session, h);
  pump(node);
}

function heartbeat(node, session) {
  session.seq = (session.seq ?? 0) + 1;
  const held = {};
  for (const log of node.logsOf(node.keys.peer)) if (log.size) held[log.epoch] = log.size;
  const last = session.last;
  session.last = null;
  const echo = last ? { echo: { seq: last.seq, heardWallMs: last.wallMs, keptMs: Math.round(performance.now() - last.at) } } : {};
  session.beats ??= new Map();
  session.beats.set(session.seq, performance.now());
  session.beats.delete(session.seq - 64);
  session.send('HEARTBEAT', { seq: session.seq, wallMs: Date.now(), ...echo, held, states: [], nextMs: node.keys.heartbeatMs });
}

function heard(node, session, h) {
  session.last = { seq: h.seq, wallMs: Date.now(), at: performance.now() };
  const sent = h.echo && session.beats?.get(h.echo.seq);
  if (sent === undefined || !h.echo) return;
  session.stood = true;
  session.roundTripMs = performance.now() - sent - h.echo.keptMs;
  const sentWall = Date.now() - (performance.now() - sent);
  node.offsetMs = Math.round(((h.echo.heardWallMs - sentWall) + (h.wallMs - Date.now())) / 2);
}
