import { Button, Group, Modal, PasswordInput, Select, Stack, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { Role, User } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const roles: Role[] = ['administrator', 'supervisor', 'agent']

export function UserForm({ user, close }: { user: Partial<User>; close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [name, setName] = useState(user.name ?? '')
  const [email, setEmail] = useState(user.email ?? '')
  const [role, setRole] = useState<Role>(user.role ?? 'agent')
  const [password, setPassword] = useState('')
  const save = useMutation({
    mutationFn: () =>
      user.id
        ? api.patch(`/users/${user.id}`, { name, role, password: password || undefined })
        : api.post('/users', { name, email, role, password }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['users'] })
      close()
    },
  })
  const problem = (pointer: string) => (save.error instanceof ApiError ? save.error.problemAt(pointer) : undefined)
  return (
    <Modal opened onClose={close} title={<strong>{t(user.id ? 'users.edit' : 'users.add')}</strong>}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <TextInput
            label={t('users.name')}
            required
            value={name}
            error={problem('/name')}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={t('signIn.email')}
            type="email"
            required
            disabled={Boolean(user.id)}
            value={email}
            error={problem('/email')}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <Select
            label={t('users.role')}
            description={t(`users.roleHelp.${role}`)}
            allowDeselect={false}
            data={roles.map((value) => ({ value, label: t(`role.${value}`) }))}
            value={role}
            onChange={(value) => value && setRole(value as Role)}
          />
          <PasswordInput
            label={t(user.id ? 'users.newPassword' : 'signIn.password')}
            description={user.id ? t('users.passwordKept') : undefined}
            required={!user.id}
            autoComplete="new-password"
            value={password}
            error={problem('/password')}
            onChange={(event) => setPassword(event.currentTarget.value)}
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
