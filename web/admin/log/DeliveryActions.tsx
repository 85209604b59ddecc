import { Button, Group, Modal, Radio, Stack, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { Delivery } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { ErrorNotice } from '@shared/components/Failure'
import { said } from '@shared/components/Said'
import { IconLink, IconRefresh } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session'

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
      {one.state === 'parked' && <LinkByHand one={one} />}
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
  const [draft, setDraft] = useState<'frozen' | 'rendered'>('frozen')
  const replay = useMutation({
    mutationFn: () => api.post<{ id?: string } | undefined>(`/deliveries/${one.id}/replay`, { draft }),
    onSuccess: async (made) => {
      close()
      said(t('log.replayed', { count: 1 }))
      await client.invalidateQueries({ queryKey: ['deliveries'] })
      if (made?.id && made.id !== one.id) await navigate({ to: '/log/$deliveryId', params: { deliveryId: made.id } })
    },
  })
  return (
    <>
      <Button leftSection={<IconRefresh size={16} />} onClick={open}>
        {t('log.replay')}
      </Button>
      <Modal opened={opened} onClose={close} title={<strong>{t('log.replayTitle')}</strong>}>
        <Stack>
          <Radio.Group value={draft} onChange={(value) => setDraft(value as typeof draft)} aria-label={t('log.replayTitle')}>
            <Stack gap="sm">
              <Radio value="frozen" label={t('log.frozen')} description={t('log.frozenHelp')} />
              <Radio value="rendered" label={t('log.rendered')} description={t('log.renderedHelp')} />
            </Stack>
          </Radio.Group>
          <ErrorNotice error={replay.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('action.cancel')}
            </Button>
            <Button loading={replay.isPending} onClick={() => replay.mutate()}>
              {t('log.replay')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  )
}

function LinkByHand({ one }: { one: Delivery }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [opened, { open, close }] = useDisclosure()
  const [record, setRecord] = useState('')
  const link = useMutation({
    mutationFn: () => api.post(`/deliveries/${one.id}/link`, { record: record.trim() }),
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
      <Modal opened={opened} onClose={close} title={<strong>{t('log.link')}</strong>}>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            link.mutate()
          }}
        >
          <Stack>
            <TextInput
              label={t('log.linkRecord')}
              description={t('log.linkHelp')}
              required
              value={record}
              onChange={(event) => setRecord(event.currentTarget.value)}
              data-autofocus
            />
            <ErrorNotice error={link.error} />
            <Group justify="flex-end">
              <Button type="submit" loading={link.isPending}>
                {t('log.link')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  )
}
