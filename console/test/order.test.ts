import { describe, expect, test } from 'vitest';
import type { Entry } from '../src/api/types.ts';
import { keyOf } from '../src/model/key.ts';
import { jointOrder } from '../src/model/order.ts';
import { entry, seeded } from './make.ts';

const words = (entries: readonly Entry[]) => entries.map((e) => `${e.party[0]}${e.index}`).join(' ');

/** Two nodes that talk over a slow line: each entry holds what had arrived when it was said. */
function conversation(seed: number, count: number): Entry[] {
  const random = seeded(seed);
  const sizes = { northland: 0, southland: 0 };
  const held = { northland: 0, southland: 0 };
  return Array.from({ length: count }, () => {
    const party = random() < 0.5 ? 'northland' : 'southland';
    const other = party === 'northland' ? 'southland' : 'northland';
    held[party] += Math.floor(random() * (sizes[other] - held[party] + 1));
    return entry(party, sizes[party]++, held[party]);
  });
}

describe('jointOrder', () => {
  test('answer_afterWhatItAnswers', () => {
    expect(words(jointOrder([entry('southland', 0, 2), entry('northland', 0, 0), entry('northland', 1, 0)]))).toBe('n0 n1 s0');
  });

  test('crossed_sameOnBothConsoles', () => {
    const crossed = [entry('northland', 0, 0), entry('southland', 0, 0), entry('southland', 1, 1)];
    expect(words(jointOrder(crossed))).toBe('n0 s0 s1');
    expect(words(jointOrder(crossed.toReversed()))).toBe('n0 s0 s1');
  });

  test('clocks_areNotRead', () => {
    const late = entry('northland', 0, 0, { wallMs: 9e12, receivedMs: 9e12 });
    expect(words(jointOrder([late, entry('southland', 0, 1, { wallMs: 1, receivedMs: 1 })]))).toBe('n0 s0');
  });

  test('everyConversation_keepsBothLogsAndEveryHeld', () => {
    for (let seed = 1; seed <= 200; seed++) {
      const said = conversation(seed, 60);
      const shuffled = said.toSorted((a, b) => keyOf(a).localeCompare(keyOf(b)));
      const ordered = jointOrder(shuffled);
      const seen = { northland: 0, southland: 0 };
      for (const e of ordered) {
        const party = e.party as 'northland' | 'southland';
        const other = party === 'northland' ? 'southland' : 'northland';
        expect(e.index, `seed ${seed}`).toBe(seen[party]);
        expect(seen[other], `seed ${seed}`).toBeGreaterThanOrEqual(e.held?.size ?? 0);
        seen[party]++;
      }
    }
  });

  test('heldThatShrinks_keepsTheLogInOrder', () => {
    const lies = [entry('southland', 0, 3), entry('southland', 1, 0), ...[0, 1, 2].map((i) => entry('northland', i, 0))];
    expect(words(jointOrder(lies))).toBe('n0 n1 n2 s0 s1');
  });

  test('heldLargerThanTheLog_isCutToIt', () => {
    const lies = [entry('southland', 0, 1_000_000), ...[0, 1].map((i) => entry('northland', i, 0))];
    expect(words(jointOrder(lies))).toBe('n0 n1 s0');
    expect(words(jointOrder([...lies, entry('northland', 2, 1), entry('southland', 1, 3)]))).toBe('n0 n1 n2 s0 s1');
  });

  test('laterEpoch_standsAfterTheEarlierOne', () => {
    const again = entry('northland', 0, 1, { epoch: '2-00000001' });
    expect(jointOrder([again, entry('northland', 5, 0), entry('southland', 0, 0)]).at(-1)).toBe(again);
  });
});
