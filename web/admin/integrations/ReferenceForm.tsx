import { TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { problemAt } from '@shared/api/problem'
import type { Reference } from '@shared/api/types'
import { FormModal } from '@shared/components/FormModal'
import { nameFrom } from '@shared/nameFrom'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { referencesQuery } from '../queries'

export function ReferenceForm({ one, connectionId, close }: { one: Partial<Reference>; connectionId: string; close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [label, setLabel] = useState(one.label ?? '')
  const [name, setName] = useState(one.name ?? '')
  const [named, setNamed] = useState(Boolean(one.id))
  const save = useMutation({
    mutationFn: () =>
      one.id
        ? api.put(`/connections/${connectionId}/references/${one.id}`, { name, label }, one.version)
        : api.create(`/connections/${connectionId}/references`, { name, label }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: referencesQuery(connectionId).queryKey })
      close()
    },
  })
  return (
    <FormModal title={t(one.id ? 'references.edit' : 'references.add')} close={close} send={save} answer={t('action.save')}>
      <TextInput
        label={t('references.label')}
        description={t('references.labelHelp')}
        required
        value={label}
        error={problemAt(save.error, '/label')}
        data-autofocus
        onChange={(event) => {
          setLabel(event.currentTarget.value)
          if (!named) setName(nameFrom(event.currentTarget.value))
        }}
      />
      <TextInput
        label={t('references.name')}
        description={t('references.nameHelp')}
        required
        value={name}
        error={problemAt(save.error, '/name')}
        onChange={(event) => {
          setNamed(true)
          setName(event.currentTarget.value)
        }}
      />
    </FormModal>
  )
}
