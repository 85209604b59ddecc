import { PasswordInput, Select, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { roles } from '@shared/api/lists'
import { problemAt } from '@shared/api/problem'
import type { Role, User } from '@shared/api/types'
import { FormModal } from '@shared/components/FormModal'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

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
        : api.create('/users', { name, email, role, password }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['users'] })
      close()
    },
  })
  return (
    <FormModal title={t(user.id ? 'users.edit' : 'users.add')} close={close} send={save} answer={t('action.save')}>
      <TextInput
        label={t('users.name')}
        required
        value={name}
        error={problemAt(save.error, '/name')}
        onChange={(event) => setName(event.currentTarget.value)}
        data-autofocus
      />
      <TextInput
        label={t('signIn.email')}
        type="email"
        required
        disabled={Boolean(user.id)}
        value={email}
        error={problemAt(save.error, '/email')}
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
        error={problemAt(save.error, '/password')}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
    </FormModal>
  )
}
