/** The little DER that a self-signed certificate needs (line.md 2). */
import crypto from 'node:crypto';

/** @param {number} tag @param {...Uint8Array} parts */
const der = (tag, ...parts) => {
  const body = Buffer.concat(parts);
  const n = body.length;
  const length = n < 128 ? [n] : n < 256 ? [0x81, n] : [0x82, n >> 8, n & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), body]);
};
const sequence = (...parts) => der(0x30, ...parts);
const ED25519 = sequence(Buffer.from('06032b6570', 'hex'));
const time = text => der(0x18, Buffer.from(text));

/**
 * A certificate of X.509 version 3 with an Ed25519 key, signed by that key.
 * @param {crypto.KeyObject} key @param {string} name @returns {string} PEM
 */
export function certificate(key, name) {
  const spki = crypto.createPublicKey(key).export({ format: 'der', type: 'spki' });
  const dn = sequence(der(0x31, sequence(Buffer.from('0603550403', 'hex'), der(0x0c, Buffer.from(name)))));
  const serial = der(0x02, Buffer.concat([Buffer.from([0x01]), crypto.randomBytes(8)]));
  const version = der(0xa0, Buffer.from('020102', 'hex'));
  const dates = sequence(time('20200101000000Z'), time('20991231235959Z'));
  const body = sequence(version, serial, ED25519, dn, dates, dn, spki);
  const signature = der(0x03, Buffer.from([0]), crypto.sign(null, body, key));
  const all = sequence(body, ED25519, signature).toString('base64');
  return `-----BEGIN CERTIFICATE-----\n${all.match(/.{1,64}/g).join('\n')}\n-----END CERTIFICATE-----\n`;
}
