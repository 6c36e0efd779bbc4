import { describe, expect, test } from 'vitest';
import { lineAlarms, nodeAlarm } from '../src/alarm-rules.ts';
import type { LineSummary } from '../src/api/types.ts';
import { Alarms } from '../src/model/alarms.ts';
import { line as makeLine } from './make.ts';

const SINCE = '2026-11-23T10:02:11Z';
const path = (name: string, down: boolean): LineSummary['paths'][number] => ({
  path: name, state: down ? 'PATH-DOWN' : 'UP', cause: down ? 'nothing heard from the peer' : '', since: SINCE, lagMs: 4_000, sessions: 0,
});
const line = (down: boolean, paths: LineSummary['paths']): LineSummary => ({
  ...makeLine(),
  states: [{ state: down ? 'PATH-DOWN' : 'UP', cause: down ? 'see the paths' : '', since: SINCE }],
  paths,
});
const pathDown = { code: 'path-down', text: 'Path tls-1 is down.', since: SINCE, raised: true };

describe('a cut line', () => {
  test('everyPathDown_isOneAlarm_withTheCauseOfThePaths', () => {
    const alarms = new Alarms();
    nodeAlarm(pathDown, alarms);
    lineAlarms(line(true, [path('tls-1', true), path('tls-2', true)]), alarms);
    nodeAlarm(pathDown, alarms);
    expect(alarms.list().map(({ id }) => id)).toEqual(['state/PATH-DOWN']);
    expect(alarms.list()[0]?.text).toMatch(/Cause: nothing heard from the peer\.$/);
  });

  test('onePathDown_isSaid_andOverWhenItIsBack', () => {
    const alarms = new Alarms();
    nodeAlarm(pathDown, alarms);
    lineAlarms(line(false, [path('tls-1', true), path('tls-2', false)]), alarms);
    expect(alarms.has('node/path-down')).toBe(true);
    lineAlarms(line(false, [path('tls-1', false), path('tls-2', false)]), alarms);
    expect(alarms.has('node/path-down')).toBe(false);
  });
});
