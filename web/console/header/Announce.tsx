import { VisuallyHidden } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../desk/name'
import type { DeskView } from '../desk/types'
import { useReason } from './reason'

/** What somebody hears who does not look: a change of the own status politely, an offer at once. */
export function Announce({ view }: { view: DeskView }) {
  const { t } = useTranslation()
  const reason = useReason()
  const { offer } = view
  return (
    <VisuallyHidden>
      <div aria-live="polite">{[t(`console.presence.${view.presence}`), reason(view.reason)].filter(Boolean).join(', ')}</div>
      <div aria-live="assertive">
        {offer &&
          t('console.offer.announce', {
            what: t(`console.offer.${offer.channel}`),
            who: (nameOf(offer) ?? t('sessions.unknown')).slice(0, 120),
            queue: offer.queue ?? '',
          })}
      </div>
    </VisuallyHidden>
  )
}
