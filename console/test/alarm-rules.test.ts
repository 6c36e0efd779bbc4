import { describe, expect, test } from 'vitest';
import { endUntold, lineAlarms, nodeAlarm, stopAlarm } from '../src/alarm-rules.ts';
import type { Entry, EventAlarm, LineSummary } from '../src/api/types.ts';
import { Alarms } from '../src/model/alarms.ts';
import { Conversation } from '../src/model/conversation.ts';
import { ack, entry, line as makeLine } from './make.ts';

const SINCE = '2026-11-23T10:02:11Z';
const path = (name: string, down: boolean): LineSummary['paths'][number] => ({
  path: name, state: down ? 'PATH-DOWN' : 'UP', cause: down ? 'nothing heard from the peer' : '', since: SINCE, lagMs: 4_000, sessions: 0,
});
const line = (down: boolean, paths: LineSummary['paths']): LineSummary => ({
  ...makeLine(),
  states: [{ state: down ? 'PATH-DOWN' : 'UP', cause: down ? 'see the paths' : '', since: SINCE }],
  paths,
});
const pathDown = { id: 'path-down', code: 'path-down', text: 'Path tls-1 is down.', since: SINCE, raised: true };

describe('a cut line', () => {
  test('everyPathDown_isOneAlarm_withTheCauseOfThePaths', () => {
    const alarms = new Alarms();
    nodeAlarm(pathDown, alarms, new Conversation(makeLine()));
    lineAlarms(line(true, [path('tls-1', true), path('tls-2', true)]), alarms);
    nodeAlarm(pathDown, alarms, new Conversation(makeLine()));
    expect(alarms.list().map(({ id }) => id)).toEqual(['state/PATH-DOWN']);
    expect(alarms.list()[0]?.text).toMatch(/Cause: nothing heard from the peer\.$/);
  });

  test('onePathDown_isSaid_andOverWhenItIsBack', () => {
    const alarms = new Alarms();
    nodeAlarm(pathDown, alarms, new Conversation(makeLine()));
    lineAlarms(line(false, [path('tls-1', true), path('tls-2', false)]), alarms);
    expect(alarms.has('node/path-down')).toBe(true);
    lineAlarms(line(false, [path('tls-1', false), path('tls-2', false)]), alarms);
    expect(alarms.has('node/path-down')).toBe(false);
  });
});

const heardEvent = (statement: string, more: Partial<EventAlarm> = {}): EventAlarm => ({
  id: `unrecorded-heard.${statement}`, code: 'unrecorded-heard', statement, text: `The peer sent STOP: ${statement}`, since: SINCE, raised: true, ...more,
});
const carried = (id: string, test = false): NonNullable<Entry['carried']> => ({
  party: 'southland', type: 'STOP', precedence: 'FLASH', id, test, text: 'Cease fire.',
});
const heard = (index: number, id: string): Entry => entry('northland', index, 0, { type: 'HEARD', id: `heard-${index}`, carried: carried(id) });
const unrecorded = (index: number, id: string, over: Partial<Entry> = {}): Entry =>
  entry('southland', index, 0, { type: 'UNRECORDED', precedence: 'FLASH', id, carried: carried(id), ...over });

/** A page to which entries and alarms come as they come to an officer's. */
function page() {
  const conversation = new Conversation(makeLine());
  const alarms = new Alarms();
  const arrive = (...entries: Entry[]) => {
    conversation.add(entries);
    for (const each of entries) stopAlarm(conversation, alarms, each);
  };
  return { conversation, alarms, arrive, told: (event: EventAlarm) => nodeAlarm(event, alarms, conversation) };
}

describe('a STOP that came without a record', () => {
  test('theSecond_afterTheFirstWasNoticed_isLoudAgain', () => {
    const { alarms, told } = page();
    told(heardEvent('stop-00000001'));
    for (const { id } of alarms.list()) alarms.acknowledge(id);
    expect(alarms.sounding).toBe(false);
    told(heardEvent('stop-00000002'));
    expect(alarms.sounding).toBe(true);
    expect(alarms.list().map(({ text }) => text)).toEqual(['The peer sent STOP: stop-00000002', 'The peer sent STOP: stop-00000001']);
  });

  test('toldAgainByANewStream_staysNoticed', () => {
    const { alarms, told } = page();
    told(heardEvent('stop-00000001'));
    alarms.acknowledge('stop/stop-00000001');
    told(heardEvent('stop-00000001'));
    expect(alarms.sounding).toBe(false);
    expect(alarms.get('stop/stop-00000001')?.told).toBe('unrecorded-heard.stop-00000001');
  });

  test('inARowThatCameBeforeTheOfficer_raises_withItsWords', () => {
    const { alarms, arrive, told } = page();
    arrive(heard(4, 'stop-00000001'));
    expect(alarms.sounding).toBe(true);
    expect(alarms.list()[0]?.text).toContain('Cease fire.');
    told(heardEvent('stop-00000001'));
    expect(alarms.list()).toHaveLength(1);
  });

  test('recordedByThePeerLater_needsSEEN_andIsOverWhenAnswered', () => {
    const { conversation, alarms, arrive } = page();
    arrive(heard(4, 'stop-00000001'));
    expect(conversation.waitingForUs()).toEqual([]);
    alarms.acknowledge('stop/stop-00000001');
    const recorded = unrecorded(7, 'stop-00000001');
    arrive(recorded);
    expect(conversation.waitingForUs()).toHaveLength(1);
    expect(alarms.list()).toMatchObject([{ acknowledged: true, text: expect.stringContaining('Entry 7 needs SEEN') }]);
    arrive(ack('northland', 5, recorded, { level: 'DISPLAYED', role: 'watch' }));
    expect(alarms.list()).toHaveLength(1);
    arrive(ack('northland', 6, recorded, { level: 'SEEN', role: 'watch' }));
    expect(alarms.list()).toEqual([]);
    expect(conversation.waitingForUs()).toEqual([]);
    arrive(heard(4, 'stop-00000001'));
    expect(alarms.list()).toEqual([]);
  });

  test('answeredBeforeTheOfficerCame_raisesNothing', () => {
    const { alarms, arrive, told } = page();
    told(heardEvent('stop-00000001'));
    const seen = { level: 'SEEN' as const, party: 'northland', epoch: '1-9f3c02ab', index: 9, wallMs: 1, receivedMs: 1 };
    arrive(heard(4, 'stop-00000001'), unrecorded(7, 'stop-00000001', { ladder: [seen] }));
    expect(alarms.list()).toEqual([]);
  });

  test('drill_raisesNothing', () => {
    const { alarms, arrive } = page();
    arrive(unrecorded(7, 'stop-00000001', { carried: carried('stop-00000001', true) }));
    expect(alarms.list()).toEqual([]);
  });

  test('ours_waitsForThemUntilTheyAnswerIt', () => {
    const { conversation, arrive } = page();
    const ours = entry('northland', 3, 0, { type: 'UNRECORDED', id: 'stop-ours-0001', carried: { ...carried('stop-ours-0001'), party: 'northland' } });
    arrive(ours);
    expect(conversation.openStops()).toHaveLength(1);
    arrive(ack('southland', 2, ours, { level: 'SEEN', role: 'watch' }));
    expect(conversation.openStops()).toEqual([]);
  });

  test('thatCameAsAnEntryWhileOurRecordWasStopped_isOneAlarm_onceTheEntryIsThere', () => {
    const { alarms, arrive, told } = page();
    told(heardEvent('stop-00000001'));
    arrive(entry('southland', 7, 0, { type: 'STOP', precedence: 'FLASH', id: 'stop-00000001', text: 'Cease fire.' }));
    expect(alarms.list()).toMatchObject([{ id: 'stop/stop-00000001', text: expect.stringContaining('Entry 7 needs SEEN') }]);
  });
});

describe('what the node tells', () => {
  const happened = (id: string): EventAlarm => ({ id, code: 'store-damaged', text: id, since: SINCE, raised: true });

  test('happenedTwice_isTwoAlarms_eachGoneWhenNoticed', () => {
    const { alarms, told } = page();
    told(happened('store-damaged.1.1'));
    alarms.acknowledge('node/store-damaged.1.1');
    expect(alarms.list()).toEqual([]);
    told(happened('store-damaged.1.2'));
    expect(alarms.sounding).toBe(true);
  });

  test('recordStopped_isOneAlarm_andOverWhenTheStateIs', () => {
    const { alarms, told } = page();
    told({ id: 'record-stopped', code: 'record-stopped', text: 'No room.', since: SINCE, raised: true });
    const stopped = { ...makeLine(), states: [{ state: 'RECORD-STOPPED' as const, cause: 'no room', since: SINCE }] };
    lineAlarms(stopped, alarms);
    told({ id: 'record-stopped', code: 'record-stopped', text: 'No room.', since: SINCE, raised: true });
    expect(alarms.list().map(({ id }) => id)).toEqual(['state/RECORD-STOPPED']);
    alarms.acknowledge('state/RECORD-STOPPED');
    lineAlarms(makeLine(), alarms);
    expect(alarms.list()).toEqual([]);
  });

  test('standing_notToldAgainByANewStream_isOver_whatHappenedIsNot', () => {
    const { alarms, told } = page();
    told({ id: 'store-unreadable', code: 'store-unreadable', text: 'Entries can not be read.', since: SINCE, raised: true });
    told(happened('store-damaged.1.1'));
    told(heardEvent('stop-00000001'));
    endUntold(alarms, new Set(['store-unreadable']));
    expect(alarms.has('node/store-unreadable')).toBe(true);
    endUntold(alarms, new Set());
    expect(alarms.has('node/store-unreadable')).toBe(false);
    expect(alarms.has('node/store-damaged.1.1') && alarms.has('stop/stop-00000001')).toBe(true);
  });
});
