import { Anchor, Table, Text } from '@mantine/core'
import type { Connection, Connector } from '@shared/api/types'
import { TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import { IconCheck, IconCircleCheck, IconCircleDashed, IconMinus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionsQuery, connectorsQuery } from '../queries'

/** Every capability that a connector may have, in the order in which somebody choosing a system would ask for them. */
export const capabilities = {
  live: ['findRecords', 'runQuery', 'searchRecords', 'recordUrl'],
  after: ['writeTogether', 'writeRecords', 'attachContent', 'reconcile'],
  back: ['receiveChanges', 'readRecords'],
  feed: ['takeEvents', 'takeFiles'],
  setUp: ['authorize', 'testConnection', 'describe', 'listCodes', 'listUsers', 'preview'],
}

/** What each system can do, side by side. */
export function ComparePage() {
  const { t } = useTranslation()
  const connectors = useQuery(connectorsQuery)
  const connections = useQuery(connectionsQuery)
  return (
    <Page
      title={t('compare.title')}
      crumbs={[
        <TextLink key="integrations" to="/integrations">
          {t('nav.integrations')}
        </TextLink>,
      ]}
    >
      <Text c="dimmed">{t('compare.intro')}</Text>
      <Loaded of={connectors}>
        {({ items }) => (
          <Section flush>
            <Table.ScrollContainer minWidth={168 + 132 * items.length}>
              <Table className="systems" stickyHeader={false} verticalSpacing="xs">
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th w={{ base: 168, sm: 260 }}>{t('compare.what')}</Table.Th>
                    {items.map((connector) => (
                      <Table.Th key={connector.kind} ta="center">
                        <SystemHead connector={connector} connections={connections.data?.items ?? []} />
                      </Table.Th>
                    ))}
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {Object.entries(capabilities).map(([group, names]) => (
                    <Fragment key={group}>
                      <Table.Tr className="group">
                        <Table.Th scope="colgroup" colSpan={items.length + 1}>
                          {t(`compare.group.${group}`)}
                        </Table.Th>
                      </Table.Tr>
                      {names.map((name) => (
                        <Table.Tr key={name}>
                          <Table.Th scope="row" fw={500}>
                            {t(`compare.${name}`)}
                            <Text size="sm" c="dimmed">
                              {t(`compare.${name}Text`)}
                            </Text>
                          </Table.Th>
                          {items.map(({ kind, capabilities: has }) => (
                            <Table.Td key={kind} ta="center">
                              <Has yes={has.includes(name)} />
                            </Table.Td>
                          ))}
                        </Table.Tr>
                      ))}
                    </Fragment>
                  ))}
                  <Table.Tr>
                    <Table.Th scope="row" fw={500}>
                      {t('compare.recordTypes')}
                    </Table.Th>
                    {items.map(({ kind, recordTypes }) => (
                      <Table.Td key={kind} ta="center" fz="sm" style={{ overflowWrap: 'anywhere' }}>
                        {recordTypes.join(', ')}
                      </Table.Td>
                    ))}
                  </Table.Tr>
                </Table.Tbody>
              </Table>
            </Table.ScrollContainer>
          </Section>
        )}
      </Loaded>
    </Page>
  )
}

function SystemHead({ connector, connections }: { connector: Connector; connections: Connection[] }) {
  const { t } = useTranslation()
  const own = connections.filter(({ kind, enabled }) => enabled && kind === connector.kind)
  return (
    <>
      <Text fw={700}>{connector.name}</Text>
      <Tone tone={own.length > 0 ? 'good' : 'quiet'} icon={own.length > 0 ? IconCircleCheck : IconCircleDashed}>
        {t(own.length > 0 ? 'compare.connected' : 'compare.notConnected')}
      </Tone>
      <div>
        <Anchor size="sm" component={Link} to={connector.docs as string} aria-label={`${t('compare.guide')}: ${connector.name}`}>
          {t('compare.guide')}
        </Anchor>
      </div>
    </>
  )
}

function Has({ yes }: { yes: boolean }) {
  const { t } = useTranslation()
  return yes ? (
    <IconCheck size={20} stroke={2.4} color="var(--tone-good)" role="img" aria-label={t('compare.can')} />
  ) : (
    <IconMinus size={16} color="var(--mantine-color-dimmed)" role="img" aria-label={t('compare.cannot')} />
  )
}
