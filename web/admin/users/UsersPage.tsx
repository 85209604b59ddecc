import { Button, Group, Table, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Items, User } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import { IconBan, IconCircleCheck, IconPlus } from '@tabler/icons-react'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useMe } from '../session'
import { UserForm } from './UserForm'

export function UsersPage() {
  const { t } = useTranslation()
  const client = useQueryClient()
  const me = useMe()
  const users = useQuery({ queryKey: ['users'], queryFn: () => api.get<Items<User>>('/users') })
  const [editing, setEditing] = useState<Partial<User>>()
  async function setDisabled(user: User, disabled: boolean) {
    await api.patch(`/users/${user.id}`, { disabled })
    await client.invalidateQueries({ queryKey: ['users'] })
  }
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
        <Loaded of={users}>
          {({ items }) => (
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('users.name')}</Table.Th>
                  <Table.Th className="narrow-hide">{t('users.role')}</Table.Th>
                  <Table.Th className="narrow-hide">{t('users.state')}</Table.Th>
                  <Table.Th />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {items.map((user) => (
                  <Table.Tr key={user.id}>
                    <Table.Td>
                      <Text fw={600}>{user.name}</Text>
                      <Text size="sm" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                        {user.email}
                      </Text>
                    </Table.Td>
                    <Table.Td className="narrow-hide">{t(`role.${user.role}`)}</Table.Td>
                    <Table.Td className="narrow-hide">
                      <Tone tone={user.disabled ? 'quiet' : 'good'} icon={user.disabled ? IconBan : IconCircleCheck}>
                        {t(user.disabled ? 'users.disabled' : 'users.enabled')}
                      </Tone>
                    </Table.Td>
                    <Table.Td>
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
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Loaded>
      </Section>
      {editing && <UserForm user={editing} close={() => setEditing(undefined)} />}
    </Page>
  )
}
