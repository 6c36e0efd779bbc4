// The API of spec/openapi.yaml as far as the page uses it, over a World.
import { LINE } from './world.mjs';

const OFFICER = { officer: 'n.hale', name: 'Noor Hale', role: 'watch', desk: 'watch' };

export function problem(status, code, title, detail) {
  return { status, body: { type: `urn:ringdown:problem:${code}`, code, title, status, detail } };
}

/** Answers one call: {status, body, cookie?}. */
export function answer(world, { method, path, headers, query, body }) {
  if (method !== 'GET' && headers['x-ringdown'] !== '1') return problem(403, 'csrf', 'The X-Ringdown header is missing', 'Send X-Ringdown: 1.');
  if (path === '/session' && method === 'POST') return signIn(world, body);
  if (!/(^|; )ringdown-northland-mock=ok/.test(headers.cookie ?? '')) {
    return problem(401, 'not-signed-in', 'Nobody is signed in', 'Open a one-time link made by ringdown officer link.');
  }
  if (path === '/session') return method === 'DELETE' ? { status: 204, cookie: 'gone' } : { status: 200, body: OFFICER };
  if (path === '/status') return { status: 200, body: status(world) };
  if (path === '/lines') return { status: 200, body: { lines: [world.summary()] } };
  if (path === `/lines/${LINE}/entries`) return { status: 200, body: entries(world, query) };
  if (path === `/lines/${LINE}/messages`) return once(world, headers, body, () => say(world, body, headers['idempotency-key']));
  const noticed = new RegExp(`^/lines/${LINE}/alarms/([^/]+)/noticed$`).exec(path);
  if (noticed) return world.alarms.delete(decodeURIComponent(noticed[1])), { status: 204 };
  const ack = new RegExp(`^/lines/${LINE}/entries/([^/]+)/([^/]+)/(\\d+)/acknowledgements$`).exec(path);
  if (ack) return once(world, headers, { path, body }, () => acknowledge(world, ack, body, headers['idempotency-key']));
  return problem(404, 'route-unknown', 'No such resource', 'Look the path up in /api/v1/openapi.yaml.');
}

function signIn(world, body) {
  if (body?.token !== world.token) return problem(401, 'link-unknown', 'The one-time link is used up, expired or unknown', 'Ask for a new one: ringdown officer link NAME.');
  return { status: 200, body: OFFICER, cookie: 'ok' };
}

function status(world) {
  return {
    party: 'northland', version: '0.1.0', commit: 'mock', startedAt: '2026-11-23T06:00:00Z', cryptoProvider: 'none',
    store: { ok: true, secondPlaceOnOtherVolume: false }, lines: [world.summary()],
  };
}

function entries(world, query) {
  const after = Number(query.get('after') ?? 0);
  const limit = Number(query.get('limit') ?? 100);
  const some = world.entries.slice(after, after + limit);
  return { entries: some, next: after + some.length, more: after + some.length < world.entries.length };
}

function once(world, headers, body, act) {
  const key = headers['idempotency-key'];
  if (!key) return problem(400, 'idempotency-key-missing', 'The Idempotency-Key header is missing', 'Make one key per act.');
  const text = JSON.stringify(body);
  const known = world.answers.get(key);
  if (known && known.text !== text) return problem(409, 'idempotency-key-reused', 'That key was used for something else', 'Make a new key.');
  if (known) return known.answer;
  const answered = act();
  if (answered.status < 300) world.answers.set(key, { text, answer: answered });
  return answered;
}

function say(world, body, id) {
  if (world.recordStopped) {
    return body.type === 'STOP' || body.type === 'UNPLANNED EVENT'
      ? { status: 202, body: { line: LINE, party: 'northland', statementId: id, state: 'UNRECORDED HERE' } }
      : problem(503, 'record-stopped', 'The own log of this line cannot be written', 'STOP still goes; mend the disk.');
  }
  const { shown, ...said } = body;
  const crossed = world.entries.filter((e) => e.party === 'southland' && e.type !== 'ACK' && shown && e.index >= shown.size);
  const entry = world.add('northland', {
    ...said, id, shown, desk: 'watch', role: 'watch', test: body.test ?? body.type === 'TEST',
    ...(crossed.length > 0 ? { crossed: { with: crossed.map(({ party, epoch, index }) => ({ party, epoch, index })) } } : {}),
  });
  settle(world, entry);
  return said201(entry);
}

function acknowledge(world, [, party, epoch, index], body, id) {
  const target = world.entries.find((e) => e.party === party && e.epoch === epoch && e.index === Number(index));
  if (!target) return problem(404, 'entry-unknown', 'This node does not hold that entry', 'Wait until it arrives.');
  if (target.party === 'northland') return problem(409, 'not-acknowledgeable', 'That entry cannot be acknowledged', 'Only the peer’s messages carry a ladder.');
  const { level, role, ...rest } = body;
  const entry = world.ack('northland', target, level, level === 'RELAYED TO' ? { relayedTo: role, ...rest } : rest);
  entry.id = id;
  world.tell('entry', entry, entry.seq);
  settle(world, entry);
  return said201(entry);
}

function settle(world, entry) {
  setTimeout(() => world.deliver && world.path.state !== 'PATH-DOWN' && world.receipt(entry, 'DELIVERED', 'cosignature'), 400);
}

function said201({ line, party, epoch, index, leafHash, state }) {
  return { status: 201, body: { line, party, epoch, index, leafHash, state } };
}
