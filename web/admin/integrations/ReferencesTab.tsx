import { Button, Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Reference } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { Empty } from '@shared/components/Empty'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { IconPlus, IconTag } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { referencesQuery } from '../queries'
import { useConnection } from './connection'
import { ReferenceForm } from './ReferenceForm'

export function ReferencesTab() {
  const { t } = useTranslation()
  const { connectionId } = useConnection()
  const client = useQueryClient()
  const references = useQuery(referencesQuery(connectionId))
  const [editing, setEditing] = useState<Partial<Reference>>()
  async function remove(one: Reference) {
    await api.delete(`/connections/${connectionId}/references/${one.id}`, one.version)
    await client.invalidateQueries({ queryKey: referencesQuery(connectionId).queryKey })
  }
  const columns: Column<Reference>[] = [
    { title: t('references.label'), show: (one) => <Text fw={600}>{one.label}</Text> },
    { title: t('references.name'), kind: 'wide', show: (one) => <code>{one.name}</code> },
    { title: t('references.cases'), kind: 'right', show: (one) => one.cases },
    {
      title: '',
      kind: 'right',
      show: (one) => (
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
      ),
    },
  ]
  return (
    <Stack>
      <Text c="dimmed" maw={720}>
        {t('references.explain')}
      </Text>
      <Section
        flush
        title={t('integrations.tab.references')}
        actions={
          <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({})}>
            {t('references.add')}
          </Button>
        }
      >
        <Loaded of={references}>
          {({ items }) => (
            <ListTable
              items={items}
              columns={columns}
              empty={<Empty icon={IconTag} title={t('references.none')} text={t('references.noneText')} />}
            />
          )}
        </Loaded>
      </Section>
      {editing && <ReferenceForm one={editing} connectionId={connectionId} close={() => setEditing(undefined)} />}
    </Stack>
  )
}
