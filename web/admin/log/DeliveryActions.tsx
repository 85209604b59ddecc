import { Button, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { Delivery, ReplayDraft } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { FormModal } from '@shared/components/FormModal'
import { said } from '@shared/components/Said'
import { useMe } from '@shared/session'
import { IconLink, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ReplayChoice } from './ReplayChoice'

export function DeliveryActions({ one }: { one: Delivery }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const agent = useMe()?.user.role === 'agent'
  if (agent) return null
  const moving = one.state === 'waiting' || one.state === 'running' || one.state === 'parked'
  async function cancel() {
    await api.post(`/deliveries/${one.id}/cancel`)
    await client.invalidateQueries({ queryKey: ['deliveries'] })
  }
  return (
    <>
      {one.state === 'parked' && one.kind !== 'memorialise' && one.kind !== 'feed' && <LinkByHand one={one} />}
      {one.state !== 'running' && one.state !== 'waiting' && <Replay one={one} />}
      {moving && (
        <ConfirmButton question={t('log.cancelQuestion')} explain={t('log.cancelExplain')} answer={t('log.cancel')} onConfirm={cancel}>
          {t('log.cancel')}
        </ConfirmButton>
      )}
    </>
  )
}

function Replay({ one }: { one: Delivery }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [opened, { open, close }] = useDisclosure()
  const [draft, setDraft] = useState<ReplayDraft>('frozen')
  const replay = useMutation({
    mutationFn: () => api.create(`/deliveries/${one.id}/replay`, { draft }),
    onSuccess: async (made) => {
      close()
      said(t('log.replayed', { count: 1 }))
      await client.invalidateQueries({ queryKey: ['deliveries'] })
      if (made.id !== one.id) await navigate({ to: '/log/$deliveryId', params: { deliveryId: made.id } })
    },
  })
  return (
    <>
      <Button leftSection={<IconRefresh size={16} />} onClick={open}>
        {t('log.replay')}
      </Button>
      {opened && (
        <FormModal title={t('log.replayTitle')} close={close} send={replay} answer={t('log.replay')}>
          <ReplayChoice draft={draft} choose={setDraft} />
        </FormModal>
      )}
    </>
  )
}

function LinkByHand({ one }: { one: Delivery }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [opened, { open, close }] = useDisclosure()
  const [record, setRecord] = useState('')
  const link = useMutation({
    mutationFn: () => api.create(`/deliveries/${one.id}/link`, { record: record.trim() }),
    onSuccess: async () => {
      close()
      await client.invalidateQueries({ queryKey: ['deliveries'] })
    },
  })
  return (
    <>
      <Button variant="default" leftSection={<IconLink size={16} />} onClick={open}>
        {t('log.link')}
      </Button>
      {opened && (
        <FormModal title={t('log.link')} close={close} send={link} answer={t('log.link')}>
          <TextInput
            label={t('log.linkRecord')}
            description={t('log.linkHelp')}
            required
            value={record}
            onChange={(event) => setRecord(event.currentTarget.value)}
            data-autofocus
          />
        </FormModal>
      )}
    </>
  )
}
