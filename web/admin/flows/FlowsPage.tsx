import './flows.css'
import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { Empty } from '@shared/components/Empty'
import { TextLink } from '@shared/components/Links'
import { ListTable } from '@shared/components/ListTable'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { When } from '@shared/components/When'
import { IconPlus, IconRoute } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { matchesAnything } from './match'
import { NewFlow } from './NewFlow'
import { PublishedTone } from './PublishedTone'
import { isAdvice } from './problems'
import { flowsQuery } from './questions'
import type { FlowAnswer, FlowMatch } from './types'

/** The call flows there are, and what each answers to. */
export function FlowsPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const flows = useQuery(flowsQuery)
  const [making, make] = useDisclosure()
  const wrong = ({ problems }: FlowAnswer) => (problems ?? []).filter((problem) => !isAdvice(problem)).length
  return (
    <Page
      title={t('nav.flows')}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={make.open}>
          {t('flows.add')}
        </Button>
      }
    >
      <Text c="dimmed" maw={720} mt={-12}>
        {t('flows.explain')}
      </Text>
      <Section flush>
        <Loaded of={flows}>
          {({ items }) => (
            <ListTable
              items={items}
              open={({ id }) => navigate({ to: '/flows/$flowId', params: { flowId: id } })}
              empty={
                <Empty
                  icon={IconRoute}
                  title={t('flows.none')}
                  text={t('flows.noneText')}
                  action={<Button onClick={make.open}>{t('flows.startFrom')}</Button>}
                />
              }
              columns={[
                {
                  title: t('flows.column.name'),
                  show: (one) => (
                    <>
                      <TextLink to="/flows/$flowId" params={{ flowId: one.id }} fw={600} onClick={(event) => event.stopPropagation()}>
                        {one.flow.name}
                      </TextLink>
                      {one.flow.summary && (
                        <Text size="sm" c="dimmed" lineClamp={1}>
                          {one.flow.summary}
                        </Text>
                      )}
                      <Text size="sm" className="narrow-only">
                        <Matches match={one.flow.match} />
                      </Text>
                    </>
                  ),
                },
                { title: t('flows.column.match'), kind: 'wide', show: (one) => <Matches match={one.flow.match} /> },
                {
                  title: t('flows.column.state'),
                  show: (one) => (
                    <Group gap={6}>
                      <PublishedTone flow={one} />
                      {wrong(one) > 0 && (
                        <Text component="span" size="sm" c="dimmed">
                          {t('flows.problems.count', { count: wrong(one) })}
                        </Text>
                      )}
                    </Group>
                  ),
                },
                {
                  title: t('flows.column.published'),
                  kind: 'wide',
                  show: ({ published }) =>
                    published ? (
                      <Text size="sm">
                        {published.by}
                        <Text component="span" display="block" size="sm" c="dimmed">
                          <When at={published.at} />
                        </Text>
                      </Text>
                    ) : (
                      '–'
                    ),
                },
              ]}
            />
          )}
        </Loaded>
      </Section>
      {making && <NewFlow close={make.close} />}
    </Page>
  )
}

/** What a flow answers to, in words. */
function Matches({ match }: { match: FlowMatch }) {
  const { t } = useTranslation()
  if (matchesAnything(match)) return <em>{t('flows.match.everything')}</em>
  const parts = [
    match.dnis.join(', '),
    match.campaigns.length > 0 && t('flows.match.campaignsAre', { names: match.campaigns.join(', ') }),
    match.queues.length > 0 && t('flows.match.queuesAre', { names: match.queues.join(', ') }),
    match.channels.map((channel) => t(`channel.${channel}`, { defaultValue: channel })).join(', '),
  ]
  return <span className="figure">{parts.filter(Boolean).join(' · ')}</span>
}
