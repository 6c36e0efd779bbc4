import { describe, expect, test } from 'vitest';
import { Outbox, OUTBOX_MAX, type Act, type Answer } from '../src/model/outbox.ts';

const SAID = { kind: 'said', said: { line: '5b', party: 'northland', epoch: '1-9f3c02ab', index: 0, leafHash: 'x', state: 'RECORDED' } } as const;
const act = (key: string, type: 'FREE TEXT' | 'STOP' = 'FREE TEXT'): Act => ({ key, line: '5b', act: { kind: 'message', request: { type, precedence: 'FLASH', language: 'en', text: 'x' } } });

function refusal(status: number): Answer {
  return { kind: 'problem', problem: { type: 'x', code: 'internal', title: 'Title', status, detail: 'Next' }, retryAfterMs: 0 };
}

/** An outbox whose node gives these answers, one for each try; it settles when they are used up. */
function outboxOf(answers: Answer[]) {
  const asked: string[] = [];
  const waits: number[] = [];
  const states: string[] = [];
  const saved: number[] = [];
  const outbox: Outbox = new Outbox({
    ask: (each) => {
      asked.push(each.key);
      const answer = answers.shift();
      return answer ? Promise.resolve(answer) : new Promise(() => {});
    },
    waitMs: (ms) => (waits.push(ms), Promise.resolve()),
    changed: () => states.push(outbox.list()[0]?.state ?? 'gone'),
    save: (open) => saved.push(open.length),
  });
  return { outbox, asked, waits, states, saved };
}

const settled = async () => {
  for (let i = 0; i < 50; i++) await Promise.resolve();
};

describe('Outbox', () => {
  test('noAnswer_isUnknown_andAskedAgainWithTheSameKey', async () => {
    const { outbox, asked, states } = outboxOf([{ kind: 'silence' }, refusal(503), SAID]);
    outbox.begin(act('key-1'));
    await settled();
    expect(asked).toEqual(['key-1', 'key-1', 'key-1']);
    expect(states).toEqual(['asking', 'unknown', 'unknown', 'said']);
  });

  test('waits_growToABound', async () => {
    const { outbox, waits } = outboxOf(Array.from({ length: 7 }, () => ({ kind: 'silence' }) as const));
    outbox.begin(act('key-1'));
    await settled();
    expect(waits).toEqual([250, 500, 1000, 2000, 3000, 3000, 3000]);
  });

  test('refusal_isNotAskedAgain', async () => {
    const { outbox, asked, saved } = outboxOf([refusal(409)]);
    outbox.begin(act('key-1'));
    await settled();
    expect(asked).toHaveLength(1);
    expect(outbox.list()[0]?.state).toBe('refused');
    expect(saved.at(-1)).toBe(0);
  });

  test('signedOutMeanwhile_staysOpen', async () => {
    const { outbox } = outboxOf([refusal(401)]);
    outbox.begin(act('key-1'));
    await settled();
    expect(outbox.list()[0]?.state).toBe('unknown');
  });

  test('entryCameBeforeTheAnswer_actIsNotListedAgain', async () => {
    const { outbox } = outboxOf([SAID]);
    outbox.begin(act('key-1'));
    outbox.drop('key-1');
    await settled();
    expect(outbox.list()).toEqual([]);
  });

  test('sameKeyTwice_begunOnce', () => {
    const { outbox } = outboxOf([]);
    expect(outbox.begin(act('key-1'))).toBe(true);
    expect(outbox.begin(act('key-1'))).toBe(false);
  });

  test('full_refusesMessages_butNotStop', () => {
    const { outbox } = outboxOf([]);
    for (let i = 0; i < OUTBOX_MAX; i++) outbox.begin(act(`key-${i}`));
    expect(outbox.begin(act('one-more'))).toBe(false);
    expect(outbox.begin(act('stop', 'STOP'))).toBe(true);
  });
});
