/** Frames of spec/vectors/line: read as the text says, or refused with its code. */
import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { readFrame } from '../node/frames.mjs';

const folder = new URL('../../spec/vectors/line/', import.meta.url);
const vectors = fs.readdirSync(folder).filter(name => name.endsWith('.json'))
  .map(name => JSON.parse(fs.readFileSync(new URL(name, folder), 'utf8'))).filter(vector => vector.kind === 'frame');

function run(vector) {
  try { readFrame(Buffer.from(vector.frameHex, 'hex')); return 'ok'; } catch (error) { return error.code ?? String(error); }
}

test('there are vectors of frames', () => assert.ok(vectors.length > 50));
for (const vector of vectors) test(vector.name, () => assert.equal(run(vector), vector.expect, vector.about));
