import type { MessageRequest, MessageType, Precedence, Shown } from '../api/types.ts';

/** What stands in the composer. Strings as typed; empty means not said. */
export interface Draft {
  readonly type: MessageType;
  readonly precedence: Precedence;
  readonly language: string;
  readonly addressee: string;
  readonly subject: string;
  readonly text: string;
  readonly drill: boolean;
  readonly fields: Readonly<Record<string, string>>;
}

/** A field of a form, in the order in which it is asked. */
export interface FieldSpec {
  readonly name: string;
  readonly label: string;
  readonly choices?: readonly string[];
}

const STOP_FIELDS: readonly FieldSpec[] = [
  { name: 'what', label: 'What must stop' },
  { name: 'where', label: 'Where' },
  { name: 'since', label: 'Since when' },
  { name: 'inDanger', label: 'Who is in danger' },
  { name: 'confirmBy', label: 'Confirm by' },
  { name: 'remarks', label: 'Remarks' },
];

const YES_NO: readonly string[] = ['unknown', 'yes', 'no'];

const UNPLANNED_FIELDS: readonly FieldSpec[] = [
  { name: 'what', label: 'What happened' },
  { name: 'when', label: 'When' },
  { name: 'where', label: 'Where' },
  { name: 'lastTrack', label: 'Last known track' },
  { name: 'armed', label: 'Armed', choices: YES_NO },
  { name: 'underControl', label: 'Under control', choices: YES_NO },
  { name: 'asked', label: 'What we ask of you' },
  { name: 'nextUpdate', label: 'Next update at' },
  { name: 'remarks', label: 'Remarks' },
];

export function fieldsOf(type: string): readonly FieldSpec[] {
  if (type === 'STOP') return STOP_FIELDS;
  return type === 'UNPLANNED EVENT' ? UNPLANNED_FIELDS : [];
}

/** The label of a field on any entry; a name that we do not know is its own label. */
export function fieldLabel(type: string, name: string): string {
  return fieldsOf(type).find((field) => field.name === name)?.label ?? name;
}

/** The precedence that a type begins with. */
export function usualPrecedence(type: MessageType): Precedence {
  return type === 'STOP' || type === 'UNPLANNED EVENT' ? 'FLASH' : 'ROUTINE';
}

/** Why the draft cannot be sent yet, in words; undefined if it can. Acts for which every field may be unknown always can. */
export function missingFrom(draft: Draft): string | undefined {
  const needsText = draft.type === 'FREE TEXT' || draft.type === 'SERVICE';
  return needsText && draft.text.trim() === '' ? 'Write a text first.' : undefined;
}

/** Whether any word of it is written. */
export function isWritten(draft: Draft): boolean {
  return [draft.text, draft.subject, ...Object.values(draft.fields)].some((part) => part.trim() !== '');
}

export function requestOf(draft: Draft, shown: Shown): MessageRequest {
  const specs = fieldsOf(draft.type);
  const fields: Record<string, string> = {};
  for (const { name } of specs) {
    const value = draft.fields[name]?.trim() ?? '';
    if (value !== '') fields[name] = value;
  }
  return {
    type: draft.type,
    precedence: draft.type === 'STOP' ? 'FLASH' : draft.precedence,
    language: draft.language,
    shown,
    ...(draft.text.trim() === '' ? {} : { text: draft.text }),
    ...(specs.length > 0 && Object.keys(fields).length > 0 ? { fields } : {}),
    ...(draft.addressee === '' ? {} : { addressees: [draft.addressee] }),
    ...(draft.subject.trim() === '' ? {} : { subject: draft.subject.trim() }),
    ...(draft.drill && draft.type !== 'TEST' ? { test: true } : {}),
  };
}
