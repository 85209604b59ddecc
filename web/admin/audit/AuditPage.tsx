import { Accordion, Group, SimpleGrid, Text } from '@mantine/core'
import { useKeyset } from '@shared/api/keyset'
import { Empty } from '@shared/components/Empty'
import { Loaded, MoreButton } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { When } from '@shared/components/When'
import { IconHistory } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Side } from '../log/AttemptList'

const written = (value: unknown) => (value === null || value === undefined ? '–' : JSON.stringify(value, null, 2))

export function AuditPage() {
  const { t } = useTranslation()
  const list = useKeyset(['audit'], '/audit')
  return (
    <Page title={t('nav.audit')}>
      <Text c="dimmed">{t('audit.explain')}</Text>
      <div className="card flush">
        <Loaded of={{ ...list, data: list.data && list.items }}>
          {(entries) =>
            entries.length === 0 ? (
              <Empty icon={IconHistory} title={t('audit.none')} />
            ) : (
              <Accordion multiple chevronPosition="left">
                {entries.map((entry) => (
                  <Accordion.Item key={entry.id} value={entry.id}>
                    <Accordion.Control>
                      <Group justify="space-between" gap="xs">
                        <Text size="sm">
                          <strong>{entry.who}</strong> · {t(`audit.action.${entry.action}`, { defaultValue: entry.action })} ·{' '}
                          <code>{entry.subject}</code>
                        </Text>
                        <Text size="sm" c="dimmed">
                          <When at={entry.at} />
                        </Text>
                      </Group>
                    </Accordion.Control>
                    <Accordion.Panel>
                      <SimpleGrid cols={{ base: 1, sm: 2 }}>
                        <Side label={t('audit.before')} text={written(entry.before)} />
                        <Side label={t('audit.after')} text={written(entry.after)} />
                      </SimpleGrid>
                    </Accordion.Panel>
                  </Accordion.Item>
                ))}
              </Accordion>
            )
          }
        </Loaded>
        <MoreButton query={list} />
      </div>
    </Page>
  )
}
