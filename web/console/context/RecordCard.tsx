import { Group } from '@mantine/core'
import { Tone } from '@shared/components/Tone'
import { IconCheck, IconExternalLink, IconPaperclip } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { webAddress } from '../desk/name'
import type { RecognisedRecord, SessionCard } from '../desk/types'
import { Act } from '../keyboard/Act'
import { Long } from '../Long'
import { rememberOpened } from '../offer/opening'
import { useRelate } from '../related/useRelate'
import { Lines } from './Lines'

/** A record over there: its name as a link, why it is here, and the values that agents are shown. */
export function RecordCard({ card, record }: { card: SessionCard; record: RecognisedRecord }) {
  const { t } = useTranslation()
  const url = webAddress(record.url)
  const related = card.relatedTo?.record === record.record && card.relatedTo.connection === record.connection
  const relate = useRelate(card)
  return (
    <article className="record-card">
      <Group justify="space-between" wrap="nowrap" align="flex-start" gap="xs">
        <div className="record-head">
          <small dir="auto">{record.recordType}</small>
          <h3 dir="auto">
            {url ? (
              <a href={url} target="_blank" rel="noreferrer" onClick={() => rememberOpened(card.id, record)}>
                <span className="clip2">{record.name ?? record.record}</span>
                <IconExternalLink size={15} aria-label={t('opensElsewhere')} />
              </a>
            ) : (
              <span className="clip2">{record.name ?? record.record}</span>
            )}
          </h3>
        </div>
        {related ? (
          <Tone tone="good" icon={IconCheck}>
            {t('console.related.isRelated')}
          </Tone>
        ) : (
          <Act
            size="compact-sm"
            variant="default"
            leftSection={<IconPaperclip size={15} />}
            loading={relate.isPending}
            act={() =>
              relate.mutate({ connectionId: record.connection, recordType: record.recordType, record: record.record, name: record.name })
            }
          >
            {t('console.related.relate')}
          </Act>
        )}
      </Group>
      {record.why && (
        <p className="record-why">
          <Long text={record.why} />
        </p>
      )}
      <Lines of={Object.entries(record.values ?? {})} />
    </article>
  )
}
