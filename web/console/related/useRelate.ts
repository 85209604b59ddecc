import { said } from '@shared/components/Said'
import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useDesk } from '../desk/Desk'
import { relate, unrelate } from '../desk/hub'
import type { RecordPointer, SessionCard } from '../desk/types'
import { refused } from '../refused'

/** Says which record a session is about; nothing takes it away. The desk shows it once the hub has it. */
export function useRelate(card: SessionCard) {
  const { t } = useTranslation()
  const desk = useDesk()
  return useMutation({
    mutationFn: (to: RecordPointer | null) => (to ? relate(card.id, to) : unrelate(card.id)),
    onSuccess: (session, to) => {
      // A person is nobody's matter: the session is with them, and what it is about stays as it is.
      if (to && session?.relatedTo?.record !== to.record) said(t('console.related.person', { name: to.name ?? to.record }))
      return desk.refresh()
    },
    onError: (error) => refused('related', error),
  })
}
