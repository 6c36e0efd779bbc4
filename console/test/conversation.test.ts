import { describe, expect, test } from 'vitest';
import { Conversation, ENTRIES_MAX } from '../src/model/conversation.ts';
import { keyOf } from '../src/model/key.ts';
import { ack, entry, line, NORTH, SOUTH } from './make.ts';

describe('Conversation', () => {
  test('acknowledgement_standsInTheLadder_notInTheList', () => {
    const said = entry('northland', 0, 0);
    const talk = new Conversation(line());
    talk.add([said, ack('southland', 0, said, { level: 'SEEN', role: 'watch' })]);
    expect(talk.rows()).toHaveLength(1);
    expect(talk.rows()[0]?.ladder).toMatchObject([{ level: 'SEEN', role: 'watch', party: 'southland' }]);
  });

  test('acknowledgementOfAnEntryNotHere_isListed', () => {
    const talk = new Conversation(line());
    talk.add([ack('southland', 0, entry('northland', 7, 0), { level: 'SEEN' })]);
    expect(talk.rows()[0]?.kind).toBe('acknowledgement');
  });

  test('acknowledgementOfAnUnknownLevel_isListed', () => {
    const said = entry('northland', 0, 0);
    const talk = new Conversation(line());
    talk.add([said, ack('southland', 0, said, { level: 'APPROVED' })]);
    expect(talk.rows()).toHaveLength(2);
    expect(talk.rows()[0]?.ladder).toEqual([]);
  });

  test('sameEntryTwice_changesNothing', () => {
    const said = entry('northland', 0, 0);
    const talk = new Conversation(line());
    const seen = ack('southland', 0, said, { level: 'SEEN' });
    talk.add([said, seen, said, seen]);
    expect(talk.rows()).toHaveLength(1);
    expect(talk.rows()[0]?.ladder).toHaveLength(1);
  });

  test('receipt_coversItsRangeAndNoOther', () => {
    const talk = new Conversation(line());
    talk.add([0, 1, 2].map((index) => entry('northland', index, 0)));
    talk.receipt({ line: '5b', party: 'northland', epoch: NORTH, from: 0, to: 2, kind: 'cosignature', state: 'DELIVERED', deliveredMs: 9 });
    expect(talk.rows().map((row) => row.entry.state)).toEqual(['DELIVERED', 'DELIVERED', 'RECORDED']);
  });

  test('delivered_neverStepsBack', () => {
    const talk = new Conversation(line());
    const said = entry('northland', 0, 0);
    const event = { line: '5b', party: 'northland', epoch: NORTH, from: 0, to: 1 } as const;
    talk.add([said]);
    talk.receipt({ ...event, kind: 'early', state: 'DELIVERED', deliveredMs: 9 });
    talk.add([{ ...said, state: 'RECORDED' }]);
    expect(talk.rows()[0]?.entry).toMatchObject({ state: 'DELIVERED', deliveredMs: 9 });
  });

  test('countedAnew_theNewestIsTheLargestThatCameSince', () => {
    const talk = new Conversation(line());
    talk.add([entry('southland', 0, 0, { seq: 90 })]);
    talk.beginAnew();
    talk.add([entry('southland', 1, 0, { seq: 7 }), entry('southland', 0, 0, { seq: 3 })]);
    expect(talk.lastSeq).toBe(90);
    talk.endAnew();
    expect(talk.lastSeq).toBe(7);
    talk.add([entry('southland', 2, 0, { seq: 8 })]);
    expect(talk.lastSeq).toBe(8);
  });

  test('crossed_markedOnBoth', () => {
    const theirs = entry('southland', 0, 0);
    const ours = entry('northland', 0, 0, { crossed: { with: [{ party: 'southland', epoch: SOUTH, index: 0 }] } });
    const talk = new Conversation(line());
    talk.add([theirs, ours]);
    expect(talk.find(keyOf(theirs))?.crossedWith).toEqual([{ party: 'northland', epoch: NORTH, index: 0 }]);
    expect(talk.find(keyOf(ours))?.crossedWith).toHaveLength(1);
  });

  test('overtaking_countsWhatIsMissing_untilItIsHere', () => {
    const talk = new Conversation(line());
    talk.add([entry('southland', 3, 0, { earlier: 3 })]);
    expect(talk.rows()[0]?.earlier).toBe(3);
    talk.add([entry('southland', 0, 0)]);
    talk.setLine(line({ peerLog: { epoch: SOUTH, size: 2, root: 'x' } }));
    expect(talk.rows().find((row) => row.entry.index === 3)?.earlier).toBe(1);
    talk.setLine(line({ peerLog: { epoch: SOUTH, size: 4, root: 'x' } }));
    expect(talk.rows().find((row) => row.entry.index === 3)?.earlier).toBe(0);
  });

  test('shownHead_stopsBelowTheFirstThatDidNotStandOnTheScreen', () => {
    const talk = new Conversation(line({ peerLog: { epoch: SOUTH, size: 3, root: 'x' } }));
    const [first, second, third] = [0, 1, 2].map((index) => entry('southland', index, 0));
    talk.add([first!, second!, third!]);
    expect(talk.shownHead()).toEqual({ epoch: SOUTH, size: 0 });
    talk.markShown(keyOf(first!));
    talk.markShown(keyOf(third!));
    expect(talk.shownHead()).toEqual({ epoch: SOUTH, size: 1 });
    talk.markShown(keyOf(second!));
    expect(talk.shownHead()).toEqual({ epoch: SOUTH, size: 3 });
  });

  test('shownHead_entryAnsweredHereBefore_countsAsShown', () => {
    const talk = new Conversation(line({ peerLog: { epoch: SOUTH, size: 1, root: 'x' } }));
    const theirs = entry('southland', 0, 0);
    talk.add([theirs, ack('northland', 0, theirs, { level: 'DISPLAYED' })]);
    expect(talk.shownHead().size).toBe(1);
  });

  test('displayed_doesNotStopTheClock_seenDoes', () => {
    const talk = new Conversation(line());
    const theirs = entry('southland', 0, 0);
    talk.add([theirs, ack('northland', 0, theirs, { level: 'DISPLAYED' })]);
    expect(talk.waitingForUs()).toHaveLength(1);
    talk.add([ack('northland', 1, theirs, { level: 'SEEN' })]);
    expect(talk.waitingForUs()).toHaveLength(0);
  });

  test('peerMessagesSince_messagesOnly', () => {
    const talk = new Conversation(line());
    const theirs = entry('southland', 0, 0);
    talk.add([theirs, entry('southland', 1, 0, { type: 'TEST', test: true }), entry('southland', 2, 0, { type: 'KEY' }), entry('northland', 9, 0)]);
    expect(talk.peerMessagesSince(0).map((row) => row.entry.index)).toEqual([0]);
    expect(talk.peerMessagesSince(1)).toEqual([]);
  });

  test('manyEntries_theOldestLeave', () => {
    const talk = new Conversation(line());
    talk.add(Array.from({ length: ENTRIES_MAX + 50 }, (_, index) => entry('northland', index, 0)));
    expect(talk.rows()).toHaveLength(ENTRIES_MAX);
    expect(talk.firstSeq).toBe(51);
  });
});
