/** The record on disk: one file of JSON lines, durable before anything leaves, and the second place beside it. */
import fs from 'node:fs';
import path from 'node:path';

export class Store {
  constructor(directory) {
    this.file = path.join(directory, 'record.lines');
    this.secondFile = path.join(directory, 'second-place.json');
    this.lost = !fs.existsSync(this.file);
    this.handle = fs.openSync(this.file, 'a', 0o600);
    this.pending = [];
  }

  /** @returns {object[]} everything that was written, in order */
  rows() {
    const lines = fs.readFileSync(this.file, 'utf8').split('\n');
    lines.pop();
    return lines.map(line => JSON.parse(line));
  }

  write(row) { this.pending.push(`${JSON.stringify(row)}\n`); }

  commit() {
    if (!this.pending.length) return;
    fs.writeSync(this.handle, this.pending.join(''));
    fs.fsyncSync(this.handle);
    this.pending = [];
  }

  /** @returns {{own: object, cosigned: object}} the largest signed heads, as they were last kept */
  second() {
    try { return JSON.parse(fs.readFileSync(this.secondFile, 'utf8')); } catch { return null; }
  }

  keepSecond(value) {
    const next = `${this.secondFile}.next`;
    const handle = fs.openSync(next, 'w', 0o600);
    fs.writeSync(handle, JSON.stringify(value));
    fs.fsyncSync(handle);
    fs.closeSync(handle);
    fs.renameSync(next, this.secondFile);
    const folder = fs.openSync(path.dirname(next), 'r');
    fs.fsyncSync(folder);
    fs.closeSync(folder);
  }

  close() { fs.closeSync(this.handle); }
}
