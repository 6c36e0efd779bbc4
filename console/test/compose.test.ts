import { expect, test } from 'vitest';
import { fieldLabel, isWritten, missingFrom, requestOf, type Draft } from '../src/model/compose.ts';

const SHOWN = { epoch: '1-417be0d2', size: 4 };
const draft = (over: Partial<Draft> = {}): Draft => ({
  type: 'FREE TEXT', precedence: 'ROUTINE', language: 'en', addressee: '', subject: '', text: 'x', drill: false, fields: {}, ...over,
});

test('request_leavesOutWhatWasNotSaid', () => {
  expect(requestOf(draft(), SHOWN)).toEqual({ type: 'FREE TEXT', precedence: 'ROUTINE', language: 'en', text: 'x', shown: SHOWN });
});

test('text_isSentAsTyped', () => {
  expect(requestOf(draft({ text: '  a\n' }), SHOWN).text).toBe('  a\n');
});

test('stop_isFlash_withTheFieldsThatWereGiven', () => {
  const stop = draft({ type: 'STOP', text: '', fields: { what: 'Stop ', where: ' ' } });
  expect(requestOf(stop, SHOWN)).toEqual({ type: 'STOP', precedence: 'FLASH', language: 'en', fields: { what: 'Stop' }, shown: SHOWN });
});

test('fieldsOfAnotherType_areNotSent', () => {
  expect(requestOf(draft({ fields: { what: 'left over' } }), SHOWN).fields).toBeUndefined();
});

test('drill_isMarked_testNeedsNoMark', () => {
  expect(requestOf(draft({ drill: true }), SHOWN).test).toBe(true);
  expect(requestOf(draft({ type: 'TEST', drill: true }), SHOWN).test).toBeUndefined();
});

test('onlyTextTypes_needText', () => {
  expect(missingFrom(draft({ text: ' ' }))).toBeDefined();
  expect(missingFrom(draft({ type: 'STOP', text: '' }))).toBeUndefined();
  expect(missingFrom(draft({ type: 'UNPLANNED EVENT', text: '' }))).toBeUndefined();
});

test('unknownField_isItsOwnLabel', () => {
  expect(fieldLabel('STOP', 'inDanger')).toBe('Who is in danger');
  expect(fieldLabel('SOMETHING', 'novel')).toBe('novel');
});

test('isWritten_aChosenType_isNotWriting_aWordIs', () => {
  const empty: Draft = { type: 'STOP', precedence: 'FLASH', language: 'en', addressee: '', subject: '', text: ' ', drill: false, fields: {} };
  expect(isWritten(empty)).toBe(false);
  expect(isWritten({ ...empty, fields: { where: 'Harbour' } })).toBe(true);
  expect(isWritten({ ...empty, text: 'a' })).toBe(true);
});
