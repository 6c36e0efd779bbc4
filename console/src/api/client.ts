import type { Act, Answer } from '../model/outbox.ts';
import type { Entries, LineSummary, Problem, Session, Status } from './types.ts';

/** The node answered, and refused. */
export class ProblemError extends Error {
  readonly problem: Problem;
  readonly retryAfterMs: number;

  constructor(problem: Problem, retryAfterMs: number) {
    super(`${problem.title}. ${problem.detail}`);
    this.problem = problem;
    this.retryAfterMs = retryAfterMs;
  }
}

/** No answer came: nothing is known about what was asked. */
export class SilenceError extends Error {}

const ANSWER_WITHIN_MS = 4_000;
const API = '/api/v1';

export async function signIn(token: string): Promise<Session> {
  return (await call('POST', '/session', { body: { token } })).body as Session;
}

export async function signOut(): Promise<void> {
  await call('DELETE', '/session', {});
}

export async function getSession(): Promise<Session> {
  return (await call('GET', '/session', {})).body as Session;
}

export async function getStatus(): Promise<Status> {
  return (await call('GET', '/status', {})).body as Status;
}

export async function getLines(): Promise<LineSummary[]> {
  return ((await call('GET', '/lines', {})).body as { lines: LineSummary[] }).lines;
}

export async function getEntries(line: string, after: number, limit: number): Promise<Entries> {
  return (await call('GET', `${linePath(line)}/entries?after=${after}&limit=${limit}`, {})).body as Entries;
}

export function eventsUrl(line: string): string {
  return `${API}/events?line=${encodeURIComponent(line)}`;
}

/** Does one act; every outcome is an Answer, silence included. */
export async function ask({ key, line, act }: Act): Promise<Answer> {
  try {
    const { status, body } = await call('POST', actPath(line, act), { body: act.request, key });
    return status === 202
      ? { kind: 'unrecorded', said: body as Extract<Answer, { kind: 'unrecorded' }>['said'] }
      : { kind: 'said', said: body as Extract<Answer, { kind: 'said' }>['said'] };
  } catch (error) {
    if (error instanceof ProblemError) return { kind: 'problem', problem: error.problem, retryAfterMs: error.retryAfterMs };
    if (error instanceof SilenceError) return { kind: 'silence' };
    throw error;
  }
}

/** Tells the node that an alarm was noticed here. Where that does not come through, the next page is told of it again. */
export async function tellNoticed(line: string, alarm: string): Promise<void> {
  try {
    await call('POST', `${linePath(line)}/alarms/${encodeURIComponent(alarm)}/noticed`, {});
  } catch (error) {
    if (!(error instanceof ProblemError) && !(error instanceof SilenceError)) throw error;
  }
}

function linePath(line: string): string {
  return `/lines/${encodeURIComponent(line)}`;
}

function actPath(line: string, act: Act['act']): string {
  if (act.kind === 'message') return `${linePath(line)}/messages`;
  const { party, epoch, index } = act.target;
  return `${linePath(line)}/entries/${encodeURIComponent(party)}/${encodeURIComponent(epoch)}/${index}/acknowledgements`;
}

interface Asked {
  readonly body?: unknown;
  readonly key?: string;
}

async function call(method: string, path: string, { body, key }: Asked): Promise<{ status: number; body: unknown }> {
  const headers: Record<string, string> = { Accept: 'application/json' };
  if (method !== 'GET') headers['X-Ringdown'] = '1';
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (key !== undefined) headers['Idempotency-Key'] = key;
  const init: RequestInit = { method, headers, cache: 'no-store', signal: AbortSignal.timeout(ANSWER_WITHIN_MS) };
  if (body !== undefined) init.body = JSON.stringify(body);
  let response: Response;
  let text: string;
  try {
    response = await fetch(`${API}${path}`, init);
    text = await response.text();
  } catch (error) {
    throw new SilenceError(`${method} ${path} got no answer`, { cause: error });
  }
  const answer = parse(text);
  if (response.ok) return { status: response.status, body: answer };
  throw new ProblemError(problemOf(response.status, answer), retryAfterMs(response));
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new SilenceError('The answer was not JSON: cut short, or not from our node', { cause: error });
  }
}

function problemOf(status: number, answer: unknown): Problem {
  if (typeof answer === 'object' && answer !== null && 'code' in answer && 'title' in answer) return answer as Problem;
  return {
    type: 'urn:ringdown:problem:internal',
    code: 'internal',
    status,
    title: `The node answered ${status} without saying why`,
    detail: 'Ask again; if it stays, look at the node’s log.',
  };
}

function retryAfterMs(response: Response): number {
  const seconds = Number(response.headers.get('Retry-After') ?? '0');
  return Number.isFinite(seconds) ? Math.min(Math.max(seconds, 0), 60) * 1000 : 0;
}
