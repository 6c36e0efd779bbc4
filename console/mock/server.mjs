// Serves the built page under the node's Content-Security-Policy, with a pretended node behind it.
//   node mock/server.mjs [--port 7499] [--scene all|talk|hostile|many|empty]
// POST /mock/<order> plays the peer and the faults; see `orders`.
import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { answer } from './api.mjs';
import { play } from './scenes.mjs';
import { World } from './world.mjs';

const CSP =
  "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; font-src 'self'; " +
  "base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html";
const DIST = fileURLToPath(new URL('../dist', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** Starts a mock; port 0 takes any free one. */
export async function startMock({ port = 0, scene = 'talk' } = {}) {
  const mock = { world: new World(), silent: false, deaf: 0, swallow: 0 };
  play(mock.world, scene);
  const server = createServer((request, response) => void handle(mock, request, response));
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${server.address().port}`, mock, close: () => (server.closeAllConnections(), server.close()) };
}

/** What a test or a person can make happen. */
const orders = {
  peer: ({ world }, said) => world.add('southland', said),
  'peer-ack': ({ world }, { index, level, ...more }) => world.ack('southland', world.entries.find((e) => e.party === 'northland' && e.index === index), level, more),
  path: ({ world }, { state, cause = '' }) => world.setPath(state, cause),
  alarm: ({ world }, { code, text, ...more }) => world.alarm(code, text, more),
  record: ({ world }, { stopped }) => ((world.recordStopped = stopped), world.tell('line', world.summary())),
  deliver: ({ world }, { on }) => (world.deliver = on),
  silent: (mock, { on }) => (mock.silent = on),
  deaf: (mock, { times }) => (mock.deaf = times),
  swallow: (mock, { times }) => (mock.swallow = times),
};

async function handle(mock, request, response) {
  const url = new URL(request.url, 'http://mock');
  const body = await read(request);
  if (url.pathname.startsWith('/mock/')) {
    const done = orders[url.pathname.slice(6)](mock, body);
    return send(response, 200, done ?? {});
  }
  if (mock.silent) return undefined;
  if (mock.deaf > 0 && url.pathname.endsWith('/messages')) {
    mock.deaf--;
    return request.socket.destroy();
  }
  if (url.pathname === '/api/v1/events') return stream(mock, response);
  if (!url.pathname.startsWith('/api/v1/')) return page(url.pathname, response);
  const { status, body: said, cookie } = answer(mock.world, { method: request.method, path: url.pathname.slice(7), headers: request.headers, query: url.searchParams, body });
  if (mock.swallow > 0 && url.pathname.endsWith('/messages')) {
    mock.swallow--;
    return request.socket.destroy();
  }
  if (cookie) response.setHeader('Set-Cookie', `ringdown-northland-mock=${cookie}; HttpOnly; SameSite=Strict; Path=/`);
  return send(response, status, said);
}

async function read(request) {
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const text = Buffer.concat(chunks).toString('utf8');
  return text === '' ? {} : JSON.parse(text);
}

function send(response, status, body) {
  response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', 'Cache-Control': 'no-store' });
  response.end(status === 204 ? undefined : JSON.stringify(body));
}

function stream(mock, response) {
  const { world } = mock;
  response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' });
  const write = (text) => !mock.silent && response.write(text);
  const event = (name, data) => write(`event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  event('hello', { party: 'northland', version: '0.1.0', wallMs: Date.now(), lines: [world.summary()] });
  for (const alarm of world.alarms.values()) event('alarm', alarm);
  world.listeners.add(write);
  const beat = setInterval(() => {
    const heard = [{ line: world.summary().line, path: 'tls-1', lastHeardMs: world.heardMs() }, { line: world.summary().line, path: 'tls-2', lastHeardMs: world.heardMs() + 100 }];
    event('beat', { wallMs: Date.now(), heard });
  }, 1000);
  response.on('close', () => (clearInterval(beat), world.listeners.delete(write)));
}

function page(path, response) {
  const wanted = path === '/' || path === '/enter' ? '/index.html' : path;
  const file = normalize(join(DIST, wanted));
  const known = file.startsWith(DIST) && existsSync(file) && statSync(file).isFile();
  if (!known) return send(response, 404, {});
  response.writeHead(200, { 'Content-Type': TYPES[extname(file)] ?? 'application/octet-stream', 'Content-Security-Policy': CSP, 'X-Content-Type-Options': 'nosniff' });
  return createReadStream(file).pipe(response);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { values } = parseArgs({ options: { port: { type: 'string', default: '7499' }, scene: { type: 'string', default: 'all' } } });
  const { url, mock } = await startMock({ port: Number(values.port), scene: values.scene });
  process.stdout.write(`${url}/enter#${mock.world.token}\n`);
}
