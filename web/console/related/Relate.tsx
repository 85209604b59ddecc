import { Tone } from '@shared/components/Tone'
import { IconCheck, IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { RecordPointer, SessionCard } from '../desk/types'
import { Act } from '../keyboard/Act'
import { useRelate } from './useRelate'

/** Says that the session is about this record, or makes it so. */
export function Relate({ card, to }: { card: SessionCard; to: RecordPointer }) {
  const { t } = useTranslation()
  const relate = useRelate(card)
  const is = card.relatedTo?.record === to.record && card.relatedTo.connection === to.connectionId
  return is ? (
    <Tone tone="good" icon={IconCheck}>
      {t('console.related.isRelated')}
    </Tone>
  ) : (
    <Act
      size="compact-sm"
      variant="default"
      leftSection={<IconPaperclip size={15} />}
      loading={relate.isPending}
      act={() => relate.mutate(to)}
    >
      {t('console.related.relate')}
    </Act>
  )
}
