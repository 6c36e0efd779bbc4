import type { Entry, EventAlarm, LineSummary } from './api/types.ts';
import type { AlarmNews, Alarms } from './model/alarms.ts';
import type { Conversation } from './model/conversation.ts';
import { keyOf, spokenNumber } from './model/key.ts';
import { stepOf } from './model/ladder.ts';
import { byPerson, STATE_GRAVITY, STATE_WORDS } from './model/words.ts';
import type { LineState } from './api/types.ts';

export const NODE_SILENT = 'page/node-silent';
const PATH_DOWN = 'node/path-down';

/** The page's own alarm, raised by absence: nothing from the node is needed for it. */
export function nodeSilent(sinceMs: number): AlarmNews {
  return {
    id: NODE_SILENT,
    title: 'OUR OWN NODE IS SILENT',
    text: 'This page shows the past: what it says of the line may be untrue now. Use the telephone; check the node.',
    sinceMs,
    gravity: 'danger',
  };
}

/** What the node raised or ended, by code. */
export function nodeAlarm({ code, text, since, raised }: EventAlarm, alarms: Alarms): void {
  const id = `node/${code}`;
  const title = code.replaceAll('-', ' ').toUpperCase();
  // One alarm for one cut: where the whole line is down, the line's own alarm says it.
  if (id === PATH_DOWN && alarms.has('state/PATH-DOWN')) return;
  if (raised) alarms.raise({ id, title, text, sinceMs: Date.parse(since), gravity: 'danger' });
  else alarms.clear(id);
}

/** Why the line is down, in the words of its paths. */
function causeOf({ state, cause }: LineSummary['states'][number], line: LineSummary): string {
  if (state !== 'PATH-DOWN') return cause;
  const causes = new Set(line.paths.filter((path) => path.state === 'PATH-DOWN' && path.cause !== '').map((path) => path.cause));
  return causes.size === 0 ? cause : [...causes].join('; ');
}

/** Raises an alarm for each grave state of the line that holds, and ends those that do not. */
export function lineAlarms(line: LineSummary, alarms: Alarms): void {
  const holding = new Map(line.states.map((fact) => [fact.state, fact]));
  for (const state of Object.keys(STATE_GRAVITY) as LineState[]) {
    const gravity = STATE_GRAVITY[state];
    const id = `state/${state}`;
    const fact = holding.get(state);
    if (gravity !== 'danger') continue;
    if (!fact) alarms.clear(id);
    else alarms.raise({ id, title: state, text: `${STATE_WORDS[state]} Cause: ${causeOf(fact, line)}.`, sinceMs: Date.parse(fact.since), gravity });
  }
  if (line.waiting === 0) alarms.clear('node/no-receipt');
  if (alarms.has('state/PATH-DOWN')) alarms.drop(PATH_DOWN);
  else if (line.paths.every((path) => path.state !== 'PATH-DOWN')) alarms.clear(PATH_DOWN);
}

const GIST_MAX = 300;

/** The beginning of what an entry says, for the alarm; the list has it in full. */
function gist(entry: Entry): string {
  const said = [...Object.values(entry.fields ?? {}), entry.text].filter((part) => typeof part === 'string').join(' / ');
  return said.length > GIST_MAX ? `${said.slice(0, GIST_MAX)} …` : said;
}

/** A STOP of the peer's sounds until somebody here takes a step on its ladder, and pulses until acknowledged. */
export function stopAlarm(conversation: Conversation, alarms: Alarms, entry: Entry): void {
  const { own, peer } = conversation.line;
  const answered = stepOf(entry);
  if (answered && entry.party === own.party && byPerson(answered.step.level)) {
    const id = `stop/${keyOf(answered.target)}`;
    if (!alarms.has(id)) return;
    alarms.acknowledge(id);
    alarms.clear(id);
    return;
  }
  if (entry.party !== peer.party || entry.test || (entry.type !== 'STOP' && entry.type !== 'UNPLANNED EVENT')) return;
  const seen = conversation.find(keyOf(entry))?.ladder.some((step) => step.party === own.party && byPerson(step.level));
  if (seen) return;
  alarms.raise({
    id: `stop/${keyOf(entry)}`,
    title: `${entry.type} from ${peer.name}`,
    text: `Entry ${spokenNumber(entry)} needs SEEN from this desk now. They say: “${gist(entry)}”`,
    sinceMs: entry.receivedMs,
    gravity: 'danger',
  });
}
