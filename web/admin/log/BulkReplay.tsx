import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { Body } from '@shared/api/routes'
import type { ReplayDraft } from '@shared/api/types'
import { FormModal } from '@shared/components/FormModal'
import { said } from '@shared/components/Said'
import { IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReplayChoice } from './ReplayChoice'

type Filter = Body<'/deliveries/replay', 'post'>['filter']

/** Sends everything again that the log's filter finds. */
export function BulkReplay({ filter }: { filter: Filter }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [opened, { open, close }] = useDisclosure()
  const [draft, setDraft] = useState<ReplayDraft>('frozen')
  const replay = useMutation({
    mutationFn: () => api.create('/deliveries/replay', { filter, draft }),
    onSuccess: async ({ count }) => {
      close()
      said(t('log.replayed', { count }))
      await client.invalidateQueries({ queryKey: ['deliveries'] })
    },
  })
  return (
    <Group justify="space-between">
      <Text size="sm" c="dimmed">
        {t('log.bulkHint')}
      </Text>
      <Button variant="default" leftSection={<IconRefresh size={16} />} onClick={open}>
        {t('log.replayAll')}
      </Button>
      {opened && (
        <FormModal title={t('log.bulkQuestion')} close={close} send={replay} answer={t('log.replayAll')}>
          <Text size="sm">{t('log.bulkExplain')}</Text>
          <ReplayChoice draft={draft} choose={setDraft} />
        </FormModal>
      )}
    </Group>
  )
}
