import { Title } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { useTimes } from '@shared/time'
import { IconUserSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { keyOf, webAddress } from '../desk/name'
import type { SessionCard } from '../desk/types'
import { useKey } from '../keyboard/Keys'
import { Long } from '../Long'
import { rememberOpened } from '../offer/opening'
import { Candidates } from './Candidates'
import { Lines } from './Lines'
import { RecordCard } from './RecordCard'

/** Caller context: the records that were found, with what agents may see of them, and what the call flow gathered. */
export function ContextTab({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const { write } = useTimes()
  const { customer } = card
  const first = card.records.find(({ url }) => webAddress(url))
  useKey(
    'open',
    first &&
      (() => {
        window.open(webAddress(first.url), '_blank', 'noopener,noreferrer')
        rememberOpened(card.id, first)
      }),
  )
  const nothing = card.records.length === 0 && card.candidates.length === 0
  return (
    <div className="context">
      {card.why && (
        <p className="context-why">
          <Long text={card.why} />
        </p>
      )}
      {nothing && <Empty icon={IconUserSearch} title={t('console.context.none')} text={t('console.context.noneText')} />}
      {card.candidates.length > 0 && <Candidates card={card} />}
      {card.records.map((record) => (
        <RecordCard key={keyOf(record)} card={card} record={record} />
      ))}
      {Object.keys(card.items).length > 0 && (
        <section>
          <Title order={2}>{t('sessions.items')}</Title>
          <Lines of={Object.entries(card.items)} />
        </section>
      )}
      <section>
        <Title order={2}>{t('sessions.about')}</Title>
        <Lines
          of={[
            [t('sessions.start'), write(card.startedAt, { dateStyle: 'medium', timeStyle: 'short' })],
            [t('sessions.end'), card.endedAt && write(card.endedAt, { dateStyle: 'medium', timeStyle: 'short' })],
            [t('sessions.company'), customer.company],
            [t('sessions.email'), customer.email],
            [t('sessions.phone'), customer.phoneE164 ?? customer.phone],
            [t('sessions.callerId'), customer.callerIdName],
            ['SIP', customer.sipAddress],
            ['ANI', card.ani],
            ['DNIS', card.dnis],
            [t('sessions.campaign'), card.campaign],
            [t('sessions.requestPage'), card.requestPage],
            [t('sessions.tags'), card.tags.join(', ')],
          ]}
        />
      </section>
    </div>
  )
}
