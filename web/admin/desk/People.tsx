import { TagsInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { isAddress } from './settings'

interface Props {
  label: string
  description?: string
  value: string[]
  onChange: (emails: string[]) => void
}

export const useUsers = () => useQuery({ queryKey: ['users'], queryFn: () => api.get('/users') }).data?.items ?? []

/** People by their e-mail addresses; those of our users are offered, those of the contact centre may be typed. */
export function People({ label, description, value, onChange }: Props) {
  const { t } = useTranslation()
  const users = useUsers()
  const bad = value.filter((one) => !isAddress(one))
  return (
    <TagsInput
      label={label}
      description={description}
      acceptValueOnBlur
      data={users.map(({ email }) => email)}
      value={value}
      error={bad.length > 0 ? t('deskSettings.noAddress', { text: bad.join(', ') }) : undefined}
      onChange={(next) => onChange(next.map((one) => one.trim()))}
    />
  )
}
