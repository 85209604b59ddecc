import { Drawer, Group, Stack, Text } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconCircleCheck, IconHistory } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { flowVersionsQuery } from './questions'
import { RollBack } from './RollBack'
import type { Keeping } from './useSave'

/** What was published, when and by whom; a look at each, and the way back to it. */
export function Versions({ flowId, close, keeping }: { flowId: string; close: () => void; keeping: Keeping }) {
  const { t } = useTranslation()
  const versions = useQuery(flowVersionsQuery(flowId))
  return (
    <Drawer opened onClose={close} title={<strong>{t('flows.versions.title')}</strong>}>
      <Loaded of={versions}>
        {({ items }) =>
          items.length === 0 ? (
            <Empty icon={IconHistory} title={t('flows.versions.none')} text={t('flows.versions.noneText')} />
          ) : (
            <Stack gap="sm">
              {items.map(({ version, at, by, note, current }) => (
                <div key={version} className="card">
                  <Group justify="space-between" gap="xs">
                    <Text fw={600}>{t('flows.versions.version', { version })}</Text>
                    {current && (
                      <Tone tone="good" icon={IconCircleCheck}>
                        {t('flows.versions.current')}
                      </Tone>
                    )}
                  </Group>
                  <Text size="sm" c="dimmed">
                    {by} · <When at={at} exact />
                  </Text>
                  {note && (
                    <Text size="sm" mt={4}>
                      {note}
                    </Text>
                  )}
                  <Group gap="xs" mt="sm">
                    <LinkButton size="xs" variant="default" to="/flows/$flowId" params={{ flowId }} search={{ version }}>
                      {t('flows.versions.look')}
                    </LinkButton>
                    {!current && <RollBack size="xs" version={version} rollBack={keeping.rollBack} />}
                  </Group>
                </div>
              ))}
            </Stack>
          )
        }
      </Loaded>
    </Drawer>
  )
}
