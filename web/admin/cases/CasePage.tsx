import { Button, Group, Menu, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Case, CaseType } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconChevronDown } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { caseTypeQuery } from '../queries'
import { Attachments } from './Attachments'
import { CaseDeliveries } from './CaseDeliveries'
import { CaseDetails } from './CaseDetails'
import { History } from './History'

export function CasePage() {
  const { caseId } = useParams({ from: '/inside/cases/$caseId' })
  const found = useQuery({
    queryKey: ['cases', 'one', caseId],
    queryFn: ({ signal }) => api.get(`/cases/${caseId}`, undefined, signal),
  })
  const type = useQuery({ ...caseTypeQuery(found.data?.type ?? ''), enabled: found.data !== undefined })
  return <Loaded of={found}>{(one) => <Loaded of={type}>{(itsType) => <OneCase one={one} type={itsType} />}</Loaded>}</Loaded>
}

function OneCase({ one, type }: { one: Case; type: CaseType }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const setStatus = useMutation({
    mutationFn: (status: string) => api.patch(`/cases/${one.id}`, { status }),
    onSettled: () => client.invalidateQueries({ queryKey: ['cases'] }),
  })
  return (
    <Page
      title={`${one.number} ${one.title}`}
      crumbs={[
        <TextLink key="cases" to="/cases">
          {t('nav.cases')}
        </TextLink>,
        <TextLink key="type" to="/cases" search={{ type: one.type }}>
          {one.typeLabel}
        </TextLink>,
        one.number,
      ]}
      beside={
        <Tone tone={type.statuses.find(({ name }) => name === one.status)?.kind === 'final' ? 'good' : 'busy'}>{one.statusLabel}</Tone>
      }
      actions={
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default" loading={setStatus.isPending} rightSection={<IconChevronDown size={16} />}>
              {t('cases.changeStatus')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {type.statuses.map(({ name, label }) => (
              <Menu.Item key={name} disabled={name === one.status} onClick={() => setStatus.mutate(name)}>
                {label}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      }
    >
      <ErrorNotice error={setStatus.error} />
      <References one={one} />
      <div className="columns">
        <Stack>
          <CaseDetails one={one} type={type} />
          <CaseDeliveries caseId={one.id} />
          <History caseId={one.id} />
        </Stack>
        <Stack>
          <PersonCard one={one} />
          <AddressCard one={one} />
          <Attachments one={one} />
          <Section title={t('cases.dates')}>
            <dl className="facts">
              {Object.entries(one.dates).map(
                ([name, at]) =>
                  at && (
                    <Line
                      key={name}
                      label={type.dates.find((date) => date.name === name)?.label ?? t(`dates.${name}`, { defaultValue: name })}
                    >
                      <When at={at} exact />
                    </Line>
                  ),
              )}
            </dl>
          </Section>
        </Stack>
      </div>
    </Page>
  )
}

function References({ one }: { one: Case }) {
  const { t } = useTranslation()
  if (one.references.length === 0) return null
  return (
    <div className="card" style={{ borderLeft: '4px solid var(--accent)' }}>
      <Group gap="xl">
        {one.references.map(({ reference, label, record, url, connectionName, linkedAt }) => (
          <div key={reference}>
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <RecordLink record={record} url={url} large />
            <Text size="xs" c="dimmed">
              {connectionName} · {t('cases.linked')} <When at={linkedAt} />
            </Text>
          </div>
        ))}
      </Group>
    </div>
  )
}

function Line({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function PersonCard({ one: { person } }: { one: Case }) {
  const { t } = useTranslation()
  const name = person?.fullName ?? [person?.title, person?.forename, person?.surname].filter(Boolean).join(' ')
  return (
    <Section title={t('cases.person')}>
      {person ? (
        <dl className="facts">
          <Line label={t('person.name')}>{name || '–'}</Line>
          {person.email && (
            <Line label={t('person.email')}>
              <a href={`mailto:${person.email}`}>{person.email}</a>
            </Line>
          )}
          {person.phone && (
            <Line label={t('person.phone')}>
              <a href={`tel:${person.phone}`}>{person.phone}</a>
            </Line>
          )}
          {person.reference && <Line label={t('person.reference')}>{person.reference}</Line>}
        </dl>
      ) : (
        <Text c="dimmed" size="sm">
          {t('cases.noPerson')}
        </Text>
      )}
    </Section>
  )
}

function AddressCard({ one: { address } }: { one: Case }) {
  const { t } = useTranslation()
  return (
    <Section title={t('cases.address')}>
      {address ? (
        <dl className="facts">
          <Line label={t('cases.address')}>
            {address.summary ?? [address.line1, address.line2, address.town, address.postcode].filter(Boolean).join(', ')}
          </Line>
          {address.uprn && <Line label="UPRN">{address.uprn}</Line>}
          {address.usrn && <Line label="USRN">{address.usrn}</Line>}
          {address.easting && <Line label={t('address.grid')}>{`${address.easting}, ${address.northing}`}</Line>}
        </dl>
      ) : (
        <Text c="dimmed" size="sm">
          {t('cases.noAddress')}
        </Text>
      )}
    </Section>
  )
}
