import { describe, expect, test } from 'vitest';
import { Alarms, ALARMS_MAX } from '../src/model/alarms.ts';

const news = (id: string, sinceMs = 1) => ({ id, title: id, text: '', sinceMs, gravity: 'danger' }) as const;

describe('Alarms', () => {
  test('raised_soundsUntilNoticed_standsUntilOver', () => {
    const alarms = new Alarms();
    alarms.raise(news('a'));
    expect(alarms.sounding).toBe(true);
    alarms.acknowledge('a');
    expect(alarms.sounding).toBe(false);
    expect(alarms.list()).toHaveLength(1);
    alarms.clear('a');
    expect(alarms.list()).toEqual([]);
  });

  test('overBeforeNoticed_staysUntilNoticed', () => {
    const alarms = new Alarms();
    alarms.raise(news('a'));
    alarms.clear('a');
    expect(alarms.list()[0]).toMatchObject({ over: true, acknowledged: false });
    alarms.acknowledge('a');
    expect(alarms.list()).toEqual([]);
  });

  test('raisedAgainWhileActive_keepsItsBeginning_andStaysNoticed', () => {
    const alarms = new Alarms();
    alarms.raise(news('a', 1));
    alarms.acknowledge('a');
    alarms.raise(news('a', 99));
    expect(alarms.list()[0]).toMatchObject({ sinceMs: 1, acknowledged: true });
  });

  test('raisedAgainAfterItWasOver_isNew', () => {
    const alarms = new Alarms();
    alarms.raise(news('a', 1));
    alarms.clear('a');
    alarms.raise(news('a', 99));
    expect(alarms.list()[0]).toMatchObject({ sinceMs: 99, acknowledged: false, over: false });
  });

  test('floodOfEvents_pushesNoStopOut', () => {
    const alarms = new Alarms();
    alarms.raise({ ...news('stop', 0), kind: 'stop' });
    for (let i = 1; i < ALARMS_MAX + 10; i++) alarms.raise({ ...news(`a${i}`, i), kind: 'event' });
    expect(alarms.list()).toHaveLength(ALARMS_MAX);
    expect(alarms.list()[0]?.id).toBe('stop');
  });

  test('many_areBounded_theNewestUnnoticedFirst', () => {
    const alarms = new Alarms();
    for (let i = 0; i < ALARMS_MAX + 10; i++) alarms.raise(news(`a${i}`, i));
    expect(alarms.list()).toHaveLength(ALARMS_MAX);
    expect(alarms.list()[0]?.id).toBe(`a${ALARMS_MAX + 9}`);
  });
});
