import { Text } from '@mantine/core'
import type { Session } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { When } from '@shared/components/When'
import { useTranslation } from 'react-i18next'
import { clock } from './filter'

/** Lines of a list of facts; those of which nothing is known are left out. */
function Lines({ of }: { of: [label: string, value: React.ReactNode][] }) {
  return (
    <dl className="facts">
      {of
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([label, value]) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

export function Party({ one }: { one: Session }) {
  const { t } = useTranslation()
  const { customer } = one
  const phone = customer.phoneE164 ?? customer.phone
  return (
    <Section title={t('sessions.person')}>
      <Lines
        of={[
          [t('sessions.name'), customer.name ?? [customer.firstName, customer.lastName].filter(Boolean).join(' ')],
          [t('sessions.company'), customer.company],
          [t('sessions.email'), customer.email],
          [t('sessions.phone'), phone && <span className="figure">{phone}</span>],
          [t('sessions.callerId'), customer.callerIdName],
          ['SIP', customer.sipAddress],
          [t('sessions.theirId'), customer.id],
          ['ANI', one.ani && <Line number={one.ani} told={one.aniAsTold} />],
          ['DNIS', one.dnis && <Line number={one.dnis} told={one.dnisAsTold} />],
        ]}
      />
    </Section>
  )
}

function Line({ number, told }: { number: string; told: string | null }) {
  return (
    <span className="figure">
      {number} {told && told !== number && <Text component="span" size="sm" c="dimmed">{`(${told})`}</Text>}
    </span>
  )
}

export function About({ one }: { one: Session }) {
  const { t } = useTranslation()
  return (
    <Section title={t('sessions.about')}>
      <Lines
        of={[
          [t('sessions.start'), <When key="start" at={one.startedAt} exact />],
          [t('sessions.answered'), one.answeredAt && <When at={one.answeredAt} exact />],
          [t('sessions.end'), one.endedAt && <When at={one.endedAt} exact />],
          [t('sessions.wrapUpEnd'), one.wrapUpEndedAt && <When at={one.wrapUpEndedAt} exact />],
          [
            t('sessions.length'),
            typeof one.seconds === 'number' ? (
              <span key="length" className="figure">
                {clock(one.seconds)}
              </span>
            ) : undefined,
          ],
          [t('sessions.queue'), one.queue],
          [t('sessions.campaign'), one.campaign],
          [t('sessions.agent'), one.agent?.name ?? one.agent?.email ?? one.agent?.id],
          [t('sessions.requestPage'), one.requestPage],
          [t('sessions.related'), one.relatedTo && `${one.relatedTo.recordType} ${one.relatedTo.name ?? one.relatedTo.record}`],
          [t('sessions.source'), `${one.source} · ${one.externalId}`],
        ]}
      />
    </Section>
  )
}

export function ExtraItems({ items }: { items: Session['items'] }) {
  const { t } = useTranslation()
  const lines = Object.entries(items)
  if (lines.length === 0) return null
  return (
    <Section title={t('sessions.items')}>
      <Lines of={lines} />
    </Section>
  )
}
