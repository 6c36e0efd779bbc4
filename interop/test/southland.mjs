/** The other party: a real `ringdown serve`, founded with our node by files as README.md shows. */
import { execFile, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs from 'node:fs';
import net from 'node:net';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { found, makeCard, makeCharter, newRoot, signCharter } from '../node/founding.mjs';

const PROGRAM = path.resolve(process.env.RINGDOWN ?? fileURLToPath(new URL('../../bin/ringdown', import.meta.url)));
const freePort = () => new Promise(done => {
  const server = net.createServer().listen(0, '127.0.0.1', () => { const { port } = server.address(); server.close(() => done(port)); });
});

export class Southland {
  static async founded(heartbeatMs) {
    const south = new Southland();
    south.folder = fs.mkdtempSync(path.join(os.tmpdir(), 'interop-'));
    south.port = await freePort();
    south.ourPort = await freePort();
    await south.found(heartbeatMs);
    return south;
  }

  file(name) { return path.join(this.folder, name); }
  read(name) { return fs.readFileSync(this.file(name), 'utf8'); }

  /** Runs a command of the program. @returns {Promise<{code: number, out: string}>} */
  run(...words) {
    return new Promise(done => {
      execFile(PROGRAM, words, { cwd: this.folder, timeout: 20_000 }, (error, out, err) => done({ code: error?.code ?? 0, out: out + err }));
    });
  }

  async must(...words) {
    const { code, out } = await this.run(...words);
    if (code !== 0) throw new Error(`ringdown ${words.join(' ')}: ${code}: ${out}`);
    return out;
  }

  async json(...words) { return JSON.parse(await this.must(...words, '--json')); }

  async found(heartbeatMs) {
    const root = newRoot('northland');
    this.root = root;
    const write = (name, text) => fs.writeFileSync(this.file(name), text);
    write('north.card', makeCard(root, `127.0.0.1:${this.ourPort}`));
    await this.must('init', '--party', 'southland', '--data', 'south', '--root-key', 'south.root', '--api', `127.0.0.1:${await freePort()}`,
      '--line', `127.0.0.1:${this.port}`, '--peer', `127.0.0.1:${this.ourPort}`);
    await this.must('charter', 'card', '--data', 'south', '--root-key', 'south.root', '--out', 'south.card');
    write('line.charter', signCharter(makeCharter(this.read('north.card'), this.read('south.card'), heartbeatMs), root));
    await this.must('charter', 'sign', 'line.charter', '--data', 'south', '--root-key', 'south.root');
    write('north.keys', found(this.file('north'), this.read('line.charter'), root));
    await this.must('charter', 'found', 'line.charter', '--data', 'south', '--root-key', 'south.root', '--keys-out', 'south.keys', '--reserve', 'south.reserve');
    await this.must('charter', 'peer-keys', 'north.keys', '--data', 'south');
    write('north/peer.keys', this.read('south.keys'));
  }

  serve() {
    const log = fs.openSync(this.file('serve.log'), 'a');
    this.process = spawn(PROGRAM, ['serve', '--data', 'south'], { cwd: this.folder, stdio: ['ignore', log, log] });
    fs.closeSync(log);
  }

  stop(signal = 'SIGTERM') {
    const { process: child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return Promise.resolve();
    return new Promise(done => { child.on('exit', done); child.kill(signal); });
  }

  status() { return this.must('status', '--data', 'south'); }
  tail(last = 20) { return this.must('tail', '--data', 'south', '--last', String(last)); }
  send(text, ...more) { return this.must('send', '--data', 'south', ...more, text); }

  /** Asks its API, as the command line does. */
  async post(path, body) {
    const [, api] = /^api\s*[\s\S]*?listen = "([^"]+)"/m.exec(this.read('south/ringdown.toml')) ?? /listen = "([^"]+)"/.exec(this.read('south/ringdown.toml'));
    const answer = await fetch(`http://${api}${path}`, { method: 'POST', body: JSON.stringify(body), headers: {
      Authorization: `Bearer ${this.read('south/cli.token').trim()}`, 'Content-Type': 'application/json',
      'Idempotency-Key': randomUUID(), 'X-Ringdown': '1' } });
    return { status: answer.status, body: await answer.text() };
  }

  async clean() {
    await this.stop('SIGKILL');
    fs.rmSync(this.folder, { recursive: true, force: true });
  }

  /** @param {() => Promise<any>} look asked again until it says so */
  static async until(look, what, ms = 15_000) {
    const end = Date.now() + ms;
    let last;
    for (;;) {
      last = await look();
      if (last) return last;
      if (Date.now() > end) throw new Error(`not in time: ${what}`);
    }
  }
}
