// Short names for the types generated from spec/openapi.yaml.
import type { components } from './schema.ts';

type Schemas = components['schemas'];

export type Entry = Schemas['Entry'];
export type EntryRef = Schemas['EntryRef'];
export type LadderStep = Schemas['LadderStep'];
export type Level = Schemas['Level'];
export type LineSummary = Schemas['LineSummary'];
export type LogHead = Schemas['LogHead'];
export type PathSummary = Schemas['PathSummary'];
export type LineState = Schemas['LineState'];
export type DeliveryState = Schemas['DeliveryState'];
export type Precedence = Schemas['Precedence'];
export type Role = Schemas['Role'];
export type MessageType = Schemas['MessageType'];
export type MessageRequest = Schemas['MessageRequest'];
export type AcknowledgementRequest = Schemas['AcknowledgementRequest'];
export type Said = Schemas['Said'];
export type SaidUnrecorded = Schemas['SaidUnrecorded'];
export type Shown = Schemas['Shown'];
export type Session = Schemas['Session'];
export type Status = Schemas['Status'];
export type Entries = Schemas['Entries'];
export type Problem = Schemas['Problem'];
export type EventHello = Schemas['EventHello'];
export type EventReceipt = Schemas['EventReceipt'];
export type EventAlarm = Schemas['EventAlarm'];
export type EventBeat = Schemas['EventBeat'];
