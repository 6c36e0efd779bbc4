/** One connection: TLS 1.3 with pinned keys, and frames on it (line.md 2 and 3). */
import crypto from 'node:crypto';
import net from 'node:net';
import tls from 'node:tls';
import { EventEmitter } from 'node:events';
import { T, mkFrame, readFrame } from './frames.mjs';

const FRAME_BYTES_MAX = 262_144;
const NAMES = Object.fromEntries(Object.entries(T).map(([name, type]) => [type, name]));

/** The options of both ends: exactly one own certificate, and the judgement left to us. */
const options = identity => ({
  key: identity.key, cert: identity.cert, minVersion: 'TLSv1.3', maxVersion: 'TLSv1.3',
  rejectUnauthorized: false, requestCert: true,
});

/** Why the certificate of the other end is refused, or null. */
function refusal(socket, pinned) {
  const shown = socket.getPeerX509Certificate();
  if (!shown) return 'no certificate';
  const spki = shown.publicKey.export({ format: 'der', type: 'spki' });
  if (!pinned().some(key => key.equals(spki))) return 'not a certified tls key';
  return shown.verify(shown.publicKey) ? null : 'not signed by its own key';
}

/** Emits `frame` ({name, h, leaves, bytes}), `refused` (an error with a code) and `ended` (why). */
export class Session extends EventEmitter {
  constructor(socket, dialler) {
    super();
    this.socket = socket;
    this.dialler = dialler;
    this.id = crypto.randomBytes(16).toString('hex');
    this.peer = null;
    this.buffer = Buffer.alloc(0);
    this.over = false;
    socket.setNoDelay(true);
    socket.on('data', bytes => this.read(bytes));
    socket.on('error', error => this.end(error.message));
    socket.on('close', () => this.end('the connection is closed'));
  }

  read(bytes) {
    this.buffer = Buffer.concat([this.buffer, bytes]);
    while (!this.over && this.buffer.length >= 4) {
      const length = this.buffer.readUInt32BE(0);
      if (length < 1 || length > FRAME_BYTES_MAX) return this.end(`a frame of ${length} bytes`);
      if (this.buffer.length < 4 + length) return undefined;
      const content = this.buffer.subarray(4, 4 + length);
      this.buffer = this.buffer.subarray(4 + length);
      try {
        const { t, h, leaves } = readFrame(content);
        this.emit('frame', { name: NAMES[t], h, leaves, bytes: length });
      } catch (error) {
        this.bye(error.code ?? 'MALFORMED_FRAME', error.message);
        this.emit('refused', error);
      }
    }
    return undefined;
  }

  /** @returns {number} the bytes of type and payload */
  send(name, header, leaves) {
    if (this.over) return 0;
    const frame = mkFrame(T[name], header, leaves);
    this.socket.write(frame);
    return frame.length - 4;
  }

  sendRaw(bytes) { this.socket.write(bytes); }

  bye(code, text) {
    this.send('BYE', { code, text: String(text).slice(0, 1_000) });
    this.end(`${code}: ${text}`);
  }

  end(why) {
    if (this.over) return;
    this.over = true;
    this.socket.end();
    setTimeout(() => this.socket.destroy(), 1_000).unref();
    this.emit('ended', why);
  }

  /** As when the cable is cut: nothing more is said. */
  cut() {
    this.over = true;
    this.socket.destroy();
    this.emit('ended', 'cut');
  }
}

/** @returns {Promise<Session>} */
export function dial(identity, pinned, host, port) {
  return new Promise((done, fail) => {
    const raw = net.connect({ host, port, timeout: 10_000 });
    raw.on('timeout', () => raw.destroy(new Error('no TCP connection in time')));
    raw.on('error', fail);
    raw.on('connect', () => {
      raw.setTimeout(0);
      const socket = tls.connect({ socket: raw, ...options(identity), checkServerIdentity: () => undefined });
      const late = setTimeout(() => socket.destroy(new Error('no handshake in time')), 15_000);
      socket.on('error', fail);
      socket.on('close', () => { clearTimeout(late); fail(new Error('closed in the handshake')); });
      socket.on('secureConnect', () => {
        clearTimeout(late);
        const why = refusal(socket, pinned);
        if (why) return socket.destroy(new Error(why));
        return done(new Session(socket, true));
      });
    });
  });
}

/** Takes connections in; `accept` gets each Session whose key is certified. */
export function listen(identity, pinned, host, port, accept) {
  const server = tls.createServer({ ...options(identity), handshakeTimeout: 15_000 }, socket => {
    if (refusal(socket, pinned)) socket.destroy();
    else accept(new Session(socket, false));
  });
  server.on('tlsClientError', () => {});
  return new Promise((done, fail) => { server.once('error', fail); server.listen(port, host, () => done(server)); });
}
