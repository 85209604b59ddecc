import { Button, Group, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { User } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import { useMe } from '@shared/session'
import { IconBan, IconCircleCheck, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { UserForm } from './UserForm'

export function UsersPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const users = useQuery({ queryKey: ['users'], queryFn: () => api.get('/users') })
  const [editing, setEditing] = useState<Partial<User>>()
  async function setDisabled(user: User, disabled: boolean) {
    await api.patch(`/users/${user.id}`, { disabled })
    await client.invalidateQueries({ queryKey: ['users'] })
  }
  const columns: Column<User>[] = [
    {
      title: t('users.name'),
      show: (user) => (
        <>
          <Text fw={600}>{user.name}</Text>
          <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {user.email}
          </Text>
        </>
      ),
    },
    { title: t('users.role'), kind: 'wide', show: (user) => t(`role.${user.role}`) },
    {
      title: t('users.state'),
      kind: 'wide',
      show: (user) => (
        <Tone tone={user.disabled ? 'quiet' : 'good'} icon={user.disabled ? IconBan : IconCircleCheck}>
          {t(user.disabled ? 'users.disabled' : 'users.enabled')}
        </Tone>
      ),
    },
    {
      title: '',
      kind: 'right',
      show: (user) => (
        <Group gap="xs" justify="flex-end">
          <Button size="xs" variant="default" onClick={() => setEditing(user)}>
            {t('action.edit')}
          </Button>
          {user.id !== me?.user.id && (
            <ConfirmButton
              size="xs"
              variant="subtle"
              question={t(user.disabled ? 'users.enableQuestion' : 'users.disableQuestion', { name: user.name })}
              explain={user.disabled ? undefined : t('users.disableExplain')}
              answer={t(user.disabled ? 'users.enable' : 'users.disable')}
              onConfirm={() => setDisabled(user, !user.disabled)}
            >
              {t(user.disabled ? 'users.enable' : 'users.disable')}
            </ConfirmButton>
          )}
        </Group>
      ),
    },
  ]
  return (
    <Page
      title={t('nav.users')}
      actions={
        <Button leftSection={<IconPlus size={16} />} onClick={() => setEditing({ role: 'agent' })}>
          {t('users.add')}
        </Button>
      }
    >
      <Section flush>
        <Loaded of={users}>{({ items }) => <ListTable items={items} columns={columns} />}</Loaded>
      </Section>
      {editing && <UserForm user={editing} close={() => setEditing(undefined)} />}
    </Page>
  )
}
