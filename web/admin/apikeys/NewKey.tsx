import { Button, Checkbox, Group, Modal, Select, Stack, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { scopes } from '@shared/api/lists'
import { CopyField } from '@shared/components/Copy'
import { FormModal } from '@shared/components/FormModal'
import { Notice } from '@shared/components/Tone'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionsQuery } from '../queries'

/** Asks what the key is for, makes it, and shows it the one time that it can be shown. */
export function NewKey({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState('')
  const [chosen, setChosen] = useState<string[]>([])
  const [connectionId, setConnection] = useState<string | null>(null)
  const connections = useQuery(connectionsQuery)
  const make = useMutation({
    // Not `create`: for that the hub would have to keep its answer, and in it the key.
    mutationFn: () => api.post('/api-keys', { name, scopes: chosen, connectionId: connectionId ?? undefined }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys'] }),
  })
  if (make.data?.key)
    return (
      <Modal opened onClose={close} closeOnClickOutside={false} size="lg" title={<strong>{make.data.name}</strong>}>
        <Stack>
          <Notice tone="hold" title={t('apiKeys.once')} />
          <CopyField label={t('apiKeys.key')} value={make.data.key} />
          <Group justify="flex-end">
            <Button onClick={close}>{t('apiKeys.kept')}</Button>
          </Group>
        </Stack>
      </Modal>
    )
  return (
    <FormModal title={t('apiKeys.add')} close={close} send={make} answer={t('apiKeys.add')} disabled={chosen.length === 0}>
      <TextInput
        label={t('apiKeys.name')}
        description={t('apiKeys.nameHelp')}
        required
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <Checkbox.Group label={t('apiKeys.scopes')} value={chosen} onChange={setChosen}>
        <Stack gap={6} mt={6}>
          {scopes.map((scope) => (
            <Checkbox key={scope} value={scope} label={t(`scope.${scope.replace(':', '-')}`)} />
          ))}
        </Stack>
      </Checkbox.Group>
      {chosen.includes('integration') && (
        <Select
          label={t('log.connection')}
          clearable
          data={(connections.data?.items ?? []).map((one) => ({ value: one.id, label: one.name }))}
          value={connectionId}
          onChange={setConnection}
        />
      )}
    </FormModal>
  )
}
