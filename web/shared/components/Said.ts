import { notifications } from '@mantine/notifications'

/** A short word that something was done. */
export function said(message: string) {
  notifications.show({ message, color: 'tide', withBorder: true })
}
