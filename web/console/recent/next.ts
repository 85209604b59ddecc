import type { DeliveryRow } from '@shared/api/types'
import { relative } from '@shared/time'
import i18next from 'i18next'
import { useTranslation } from 'react-i18next'

/** What happens next with something that was to be written into another system, in one plain sentence. */
export type Next =
  | 'running'
  | 'waiting'
  | 'again'
  | 'choose'
  | 'credentials'
  | 'permission'
  | 'parked'
  | 'failed'
  | 'dead'
  | 'cancelled'
  | 'delivered'

export function nextOf({ state, fault, attempts }: Pick<DeliveryRow, 'state' | 'fault' | 'attempts'>): Next {
  if (state === 'waiting') return attempts > 0 ? 'again' : 'waiting'
  if (state !== 'parked') return state
  if (fault?.kind === 'ambiguous') return 'choose'
  return fault?.kind === 'credentials' || fault?.kind === 'permission' ? fault.kind : 'parked'
}

/** The sentence, in the language of whoever reads it. */
export function useNext() {
  const { t, i18n } = useTranslation()
  return (one: DeliveryRow, now = new Date()): string => {
    const due = one.dueAt ? new Date(one.dueAt) : undefined
    const when = due && due > now ? relative(due, now, i18n.language ?? i18next.language) : t('console.next.soon')
    return t(`console.next.${nextOf(one)}`, { system: one.connectionName, when })
  }
}
