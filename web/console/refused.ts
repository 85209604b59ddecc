import { notifications } from '@mantine/notifications'
import { ApiError } from '@shared/api/problem'
import i18next from 'i18next'
import type { Command } from './desk/state'

/** What the hub said, in words of ours where we have them. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return String(error)
  const said = i18next.t(`error.${error.code}`, { defaultValue: error.message })
  return [said, ...error.problems.map(({ message }) => message).filter((message) => message !== said)].join(' ')
}

/** Says what did not happen and why; it stays long enough to be read twice. */
export function refused(kind: Command['kind'] | 'related' | 'person' | 'note', error: unknown) {
  notifications.show({
    id: `refused-${kind}`,
    color: 'red',
    withBorder: true,
    autoClose: 15_000,
    title: i18next.t(`console.refused.${kind}`),
    message: reasonOf(error),
    role: 'alert',
  })
}
