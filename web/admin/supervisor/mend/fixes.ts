import type { DeliveryRow } from '@shared/api/types'

/** What one press can do about a delivery that did not go through. */
export type Fix = 'choose' | 'retry' | 'today' | 'link' | 'settings' | 'template'

const connectivity = ['unreachable', 'timedOut', 'throttled', 'unavailable', 'lockContention', 'unknown', 'inDoubt']

/** The presses that help, the best first; `administrator` may also go where it is mended. */
export function fixesOf(row: Pick<DeliveryRow, 'state' | 'fault' | 'template' | 'kind'>, administrator: boolean): Fix[] {
  const { fault, state } = row
  const settings: Fix[] = administrator ? ['settings'] : []
  const template: Fix[] = administrator && row.template ? ['template'] : []
  if (!fault || state === 'dead' || connectivity.includes(fault.kind)) return ['retry']
  if (fault.kind === 'ambiguous' || fault.kind === 'duplicate') {
    if (fault.identified && fault.identified.candidates.length > 0) return ['choose']
    return state === 'parked' && row.kind !== 'memorialise' && row.kind !== 'feed' ? ['link', 'retry'] : ['retry']
  }
  if (fault.kind === 'credentials' || fault.kind === 'permission') return [...settings, 'retry']
  // A value was refused: the same would be refused again, today's template may have been mended.
  return ['today', ...template]
}
