import { Group, Kbd, Modal, SimpleGrid, Stack, Switch, Text, Title } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { keepSettings, useSettings } from '../settings'
import { groups, keys } from './keys'

/** All keys on one page, and the switch that turns them off for those whom single keys disturb. */
export function Help({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const { keys: on } = useSettings()
  return (
    <Modal opened onClose={close} size="xl" title={<strong>{t('shortcuts.title')}</strong>}>
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="md">
        {groups.map(([name, deeds]) => (
          <section key={name}>
            <Title order={3} mb={6}>
              {t(`console.keyGroup.${name}`)}
            </Title>
            <Stack gap={5}>
              {deeds.map((deed) => (
                <Group key={deed} justify="space-between" wrap="nowrap" gap="xs">
                  <Text size="sm">{t(`console.key.${deed}`)}</Text>
                  <Kbd>{keys[deed].toUpperCase()}</Kbd>
                </Group>
              ))}
            </Stack>
          </section>
        ))}
      </SimpleGrid>
      <Text size="sm" c="dimmed" mt="lg">
        {t('console.keysTyping')}
      </Text>
      <Switch
        mt="sm"
        label={t('console.keysOn')}
        checked={on}
        onChange={({ currentTarget: { checked } }) => keepSettings({ keys: checked })}
      />
    </Modal>
  )
}
