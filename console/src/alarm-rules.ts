import type { Entry, EventAlarm, LineSummary } from './api/types.ts';
import type { AlarmNews, Alarms } from './model/alarms.ts';
import type { Conversation } from './model/conversation.ts';
import { keyOf, spokenNumber } from './model/key.ts';
import { hasLadder } from './model/kinds.ts';
import { seenBy, stepOf } from './model/ladder.ts';
import { urgentSaid, type UrgentSaid } from './model/urgent.ts';
import { STATE_GRAVITY, STATE_WORDS } from './model/words.ts';
import type { LineState } from './api/types.ts';

export const NODE_SILENT = 'page/node-silent';

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

export const NOT_KNOWN = 'page/not-known';

/** The page's own alarm where the node calls a path UP on which it has heard nobody for longer than that can be true. */
export function notKnown(sinceMs: number): AlarmNews {
  return {
    id: NOT_KNOWN,
    title: 'THE LINE IS NOT KNOWN TO WORK',
    text: 'Nobody was heard on any path for longer than our node needs to notice that, and it does not say so. Use the telephone; check the node.',
    sinceMs,
    gravity: 'danger',
  };
}

/** The node's standing alarms that a stream which has just opened did not tell again: they are over. */
export function endUntold(alarms: Alarms, told: ReadonlySet<string>): void {
  for (const { id, kind, told: name } of alarms.list()) {
    const byNode = kind === 'state' && name !== undefined && STATE_OF[name] === undefined && name !== NO_RECEIPT;
    if (byNode && !told.has(name)) alarms.clear(id);
  }
}

/** The node's alarms that are over when a state is; the state's own alarm says it better. */
const STATE_OF: Readonly<Record<string, LineState>> = {
  'path-down': 'PATH-DOWN',
  'record-stopped': 'RECORD-STOPPED',
  'record-disputed': 'RECORD-DISPUTED',
};
/** Over when no entry of ours waits for a receipt. */
const NO_RECEIPT = 'no-receipt';

/** What the node raised or ended. What holds has one id; what happens has one for each time, so that each is loud. */
export function nodeAlarm(event: EventAlarm, alarms: Alarms, conversation: Conversation): void {
  const { code, text, since, raised } = event;
  const id = event.statement === undefined ? `node/${event.id}` : stopId(event.statement);
  if (!raised) return alarms.clear(id);
  if (event.statement !== undefined && conversation.saying(event.statement).length > 0) return;
  // One alarm for one cause: where the line's state says it, the state's own alarm does.
  const state = STATE_OF[code];
  if (state !== undefined && alarms.has(`state/${state}`)) return;
  const ends = state !== undefined || code === NO_RECEIPT || event.id === code;
  const kind = event.statement !== undefined ? 'stop' : ends ? 'state' : 'event';
  const title = event.statement === undefined ? code.replaceAll('-', ' ').toUpperCase() : `STOP OR EVENT from ${conversation.line.peer.name}`;
  alarms.raise({ id, title, text, sinceMs: Date.parse(since), gravity: 'danger', kind, told: event.id });
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
  if (line.waiting === 0) alarms.clear(`node/${NO_RECEIPT}`);
  for (const [code, state] of Object.entries(STATE_OF)) {
    if (alarms.has(`state/${state}`)) alarms.drop(`node/${code}`);
    else if (state !== 'PATH-DOWN' || line.paths.every((path) => path.state !== 'PATH-DOWN')) alarms.clear(`node/${code}`);
  }
}

const GIST_MAX = 300;

/** The beginning of what was said, for the alarm; the list has it in full. */
function gist(said: UrgentSaid): string {
  const words = [said.subject, ...Object.values(said.fields ?? {}), said.text].filter((part) => typeof part === 'string').join(' / ');
  return words.length > GIST_MAX ? `${words.slice(0, GIST_MAX)} …` : words;
}

function stopId(statement: string): string {
  return `stop/${statement}`;
}

/**
 * A STOP of the peer's sounds until somebody here takes a step on its ladder, and pulses until acknowledged; so does one that
 * came without a record, by the first row that shows it.
 */
export function stopAlarm(conversation: Conversation, alarms: Alarms, entry: Entry): void {
  const { own, peer } = conversation.line;
  const answered = stepOf(entry);
  const shows = answered && entry.party === own.party ? conversation.find(keyOf(answered.target))?.entry : entry;
  const said = shows && urgentSaid(shows);
  if (!said || said.party !== peer.party || said.test) return;
  const rows = conversation.saying(said.id);
  if (rows.some((row) => seenBy(row.ladder, own.party))) return alarms.drop(stopId(said.id));
  const row = rows.find(({ entry: each }) => hasLadder(each));
  const needs = row ? `Entry ${spokenNumber(row.entry)} needs SEEN from this desk now.` : 'It came without a record: SEEN can be said once they have written it down. Act on it and answer now.';
  alarms.raise({
    id: stopId(said.id),
    title: `${said.type} from ${peer.name}`,
    text: `${needs} They say: “${gist(said)}”`,
    sinceMs: entry.receivedMs,
    gravity: 'danger',
    kind: 'stop',
  });
}
