// What the screens speak of, by the names they use; the shapes are the hub's own (`schema.d.ts`, made by `npm run schema`).
import type { components } from './schema'

type Schemas = components['schemas']

export type Role = Schemas['Role']
export type Me = Schemas['Me']
export type User = Schemas['UserAnswer']
export type ApiKey = Schemas['ApiKeyAnswer']
export type AuditEntry = Schemas['AuditAnswer']

export type FieldType = Schemas['FieldType']
export type CaseField = Schemas['FieldDefinition']
export type CaseStatus = Schemas['StatusDefinition']
export type CaseType = Schemas['CaseTypeAnswer']
export type CaseRow = Schemas['CaseRow']
export type Case = Schemas['CaseAnswer']
export type Person = Schemas['Person']
export type Address = Schemas['Address']
export type HistoryEntry = Schemas['HistoryAnswer']

export type Rule = Schemas['RuleAnswer']
export type RuleContent = Schemas['RuleContent']
export type RuleAction = Schemas['RuleAction']
export type Trigger = Schemas['TriggerKind']
export type Condition = Schemas['Condition']
export type Operator = Schemas['ConditionOperator']
/** Something a mapping row, a condition or a placeholder may name. */
export type Fact = Schemas['FactDescription']

export type Connector = Schemas['ConnectorAnswer']
export type FormField = Schemas['FormField']
export type Connection = Schemas['ConnectionAnswer']
export type ConnectionAtAGlance = Schemas['OverviewConnection']
export type RecordType = Schemas['RecordType']
export type FieldDescription = Schemas['FieldDescription']
export type Code = Schemas['CodeAnswer']
export type Reference = Schemas['ReferenceAnswer']

export type TemplateKind = Schemas['TemplateKind']
export type Template = Schemas['TemplateAnswer']
export type TemplateContent = Schemas['TemplateContent']
export type TemplateVersion = Schemas['TemplateVersionAnswer']
export type MappingRow = Schemas['MappingRow']

export type DeliveryState = Schemas['DeliveryState']
export type DeliveryKind = Schemas['DeliveryKind']
export type DeliveryRow = Schemas['DeliveryRow']
export type Delivery = Schemas['DeliveryAnswer']
export type Draft = Schemas['Draft']
export type Attempt = Schemas['AttemptAnswer']
export type Exchange = Schemas['Exchange']
export type ReplayDraft = Schemas['ReplayDraft']
export type Overview = Schemas['OverviewAnswer']

export type Fault = Schemas['Fault']
/** `at` is a JSON pointer into what was sent, such as `/rows/2/target`; empty where it is about the whole. */
export type Problem = Schemas['ProblemLine']
