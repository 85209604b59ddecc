import { Group } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { webAddress } from '../desk/name'
import type { RecognisedRecord, SessionCard } from '../desk/types'
import { Long } from '../Long'
import { rememberOpened } from '../offer/opening'
import { Relate } from '../related/Relate'
import { Lines } from './Lines'

/** A record over there: its name as a link, why it is here, and the values that agents are shown. */
export function RecordCard({ card, record }: { card: SessionCard; record: RecognisedRecord }) {
  const { t } = useTranslation()
  const url = webAddress(record.url)
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
        <Relate
          card={card}
          to={{ connectionId: record.connection, recordType: record.recordType, record: record.record, name: record.name }}
        />
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
