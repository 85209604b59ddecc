import type { ToneName } from '@shared/components/Tone'
import {
  IconBox,
  IconDatabaseSearch,
  IconDialpad,
  IconFlag3,
  IconFlagCheck,
  IconListTree,
  IconPhoneIncoming,
  IconRoute,
  IconUserSearch,
  IconUsersGroup,
  IconVariable,
} from '@tabler/icons-react'
import type { TFunction } from 'i18next'
import type { NodeField, NodeKind, Port } from './types'

interface Look {
  icon: typeof IconBox
  tone: ToneName
}

const looks: Record<string, Look> = {
  start: { icon: IconPhoneIncoming, tone: 'good' },
  setItems: { icon: IconVariable, tone: 'wait' },
  branch: { icon: IconRoute, tone: 'wait' },
  coalesce: { icon: IconListTree, tone: 'wait' },
  customerLookup: { icon: IconUserSearch, tone: 'busy' },
  advancedLookup: { icon: IconDatabaseSearch, tone: 'busy' },
  collectCode: { icon: IconDialpad, tone: 'hold' },
  queue: { icon: IconUsersGroup, tone: 'hold' },
  priority: { icon: IconFlag3, tone: 'hold' },
  end: { icon: IconFlagCheck, tone: 'good' },
}

/** What a kind of node is drawn with; one that we have not met is drawn plainly. */
export const lookOf = (kind: string): Look => looks[kind] ?? { icon: IconBox, tone: 'quiet' }

// The hub declares its kinds in English; a reader of another language has them in theirs.
export const kindLabel = (t: TFunction, kind: string, declared?: NodeKind) =>
  t(`flows.kind.${kind}.label`, { defaultValue: declared?.label ?? kind })
export const kindSummary = (t: TFunction, kind: NodeKind) => t(`flows.kind.${kind.kind}.summary`, { defaultValue: kind.summary })

/** A port by its own label where somebody gave it one. */
export const portLabel = (t: TFunction, kind: string, { name, label }: Port): string => {
  const number = /^case(\d+)$/.exec(name)?.[1]
  if (number) return label || t('flows.cases.unnamed', { number })
  return t(`flows.kind.${kind}.port.${name}`, { defaultValue: label || name })
}

export const fieldLabel = (t: TFunction, kind: string, { name, label }: NodeField) =>
  t(`flows.kind.${kind}.field.${name}`, { defaultValue: label })
export const fieldHelp = (t: TFunction, kind: string, { name, help }: NodeField) =>
  t(`flows.kind.${kind}.help.${name}`, { defaultValue: help ?? '' }) || undefined
export const choiceLabel = (t: TFunction, kind: string, field: string, choice: { value: string; label: string }) =>
  t(`flows.kind.${kind}.choice.${field}.${choice.value}`, { defaultValue: choice.label })
