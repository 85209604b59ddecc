import { Button, Group, Modal, Stack, Table, Text, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { Items, Reference } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { Empty } from '@shared/components/Empty'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { IconPlus, IconTag } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from './connection'

export const referencesKey = (connectionId: string) => ['connections', connectionId, 'references']

export function ReferencesTab() {
  const { t } = useTranslation()
  const { connectionId } = useConnection()
  const client = useQueryClient()
  const references = useQuery({
    queryKey: referencesKey(connectionId),
    queryFn: () => api.get<Items<Reference>>(`/connections/${connectionId}/references`),
  })
  const [editing, setEditing] = useState<Partial<Reference>>()
  async function remove(one: Reference) {
    await api.delete(`/connections/${connectionId}/references/${one.id}`, one.version)
    await client.invalidateQueries({ queryKey: referencesKey(connectionId) })
  }
  const add = (
    <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ name: '', label: '' })}>
      {t('references.add')}
    </Button>
  )
  return (
    <Stack>
      <Text c="dimmed" maw={720}>
        {t('references.explain')}
      </Text>
      <Section flush title={t('integrations.tab.references')} actions={add}>
        <Loaded of={references}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={IconTag} title={t('references.none')} text={t('references.noneText')} />
            ) : (
              <Table>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('references.label')}</Table.Th>
                    <Table.Th className="narrow-hide">{t('references.name')}</Table.Th>
                    <Table.Th ta="right">{t('references.cases')}</Table.Th>
                    <Table.Th />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {items.map((one) => (
                    <Table.Tr key={one.id}>
                      <Table.Td fw={600}>{one.label}</Table.Td>
                      <Table.Td className="narrow-hide">
                        <code>{one.name}</code>
                      </Table.Td>
                      <Table.Td ta="right">{one.cases}</Table.Td>
                      <Table.Td>
                        <Group gap="xs" justify="flex-end">
                          <Button size="xs" variant="default" onClick={() => setEditing(one)}>
                            {t('action.edit')}
                          </Button>
                          <ConfirmButton
                            size="xs"
                            color="red"
                            variant="subtle"
                            question={t('references.deleteQuestion', { label: one.label })}
                            explain={t('references.deleteExplain')}
                            answer={t('action.delete')}
                            onConfirm={() => remove(one)}
                          >
                            {t('action.delete')}
                          </ConfirmButton>
                        </Group>
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            )
          }
        </Loaded>
      </Section>
      {editing && <ReferenceForm one={editing} connectionId={connectionId} close={() => setEditing(undefined)} />}
    </Stack>
  )
}

/** A name that templates and addresses can carry, made from what a person calls it. */
export function nameFrom(label: string): string {
  const plain = label.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '')
}

function ReferenceForm({ one, connectionId, close }: { one: Partial<Reference>; connectionId: string; close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [label, setLabel] = useState(one.label ?? '')
  const [name, setName] = useState(one.name ?? '')
  const [named, setNamed] = useState(Boolean(one.id))
  const base = `/connections/${connectionId}/references`
  const save = useMutation({
    mutationFn: () => (one.id ? api.put(`${base}/${one.id}`, { name, label }, one.version) : api.post(base, { name, label })),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: referencesKey(connectionId) })
      close()
    },
  })
  const problem = (pointer: string) => (save.error instanceof ApiError ? save.error.problemAt(pointer) : undefined)
  return (
    <Modal opened onClose={close} title={<strong>{t(one.id ? 'references.edit' : 'references.add')}</strong>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={t('references.label')}
            description={t('references.labelHelp')}
            required
            value={label}
            error={problem('/label')}
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
            error={problem('/name')}
            onChange={(event) => {
              setNamed(true)
              setName(event.currentTarget.value)
            }}
          />
          <ErrorNotice error={save.error} />
          <Group justify="flex-end">
            <Button type="submit" loading={save.isPending}>
              {t('action.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
