import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { When } from '@shared/components/When'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { differences } from './compare'
import { Differences } from './Differences'
import type { FlowAnswer } from './types'
import type { Keeping } from './useSave'
import { useWorkbench } from './workbench'

/** Somebody else saved meanwhile: who, what differs, and the choice whose is to stay. */
export function Conflict({ theirs, keeping }: { theirs: FlowAnswer; keeping: Keeping }) {
  const { t } = useTranslation()
  const { flow } = useWorkbench()
  const audit = useQuery({
    queryKey: ['audit', 'flow', theirs.id, theirs.version],
    retry: false,
    queryFn: () => api.get('/audit', { limit: 50 }),
  })
  const entry = audit.data?.items.find(({ subject }) => subject === theirs.id)
  const found = differences(theirs.flow, flow)
  return (
    <Modal opened onClose={keeping.leaveOpen} size="lg" title={<strong>{t('flows.conflict.title')}</strong>}>
      <Stack>
        <Text size="sm">
          {entry ? (
            <>
              {t('flows.conflict.who', { who: entry.who })} <When at={entry.at} />.{' '}
            </>
          ) : null}
          {t('flows.conflict.explain')}
        </Text>
        <Differences found={found} was={t('flows.conflict.theirs')} now={t('flows.conflict.mine')} />
        <Group justify="flex-end" gap="xs">
          <Button variant="subtle" onClick={keeping.leaveOpen}>
            {t('flows.conflict.later')}
          </Button>
          <Button variant="default" onClick={() => void keeping.takeTheirs()}>
            {t('flows.conflict.takeTheirs')}
          </Button>
          <Button loading={keeping.saving.isPending} onClick={() => void keeping.overwrite()}>
            {t('flows.conflict.keepMine')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  )
}
