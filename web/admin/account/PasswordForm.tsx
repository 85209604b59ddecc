import { Button, Group, PasswordInput, Stack } from '@mantine/core'
import { api } from '@shared/api/client'
import { problemAt } from '@shared/api/problem'
import { ErrorNotice } from '@shared/components/Failure'
import { Notice } from '@shared/components/Tone'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

const empty = { current: '', wanted: '', again: '' }

export function PasswordForm({ email }: { email: string }) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState(empty)
  const { current, wanted, again } = typed
  const change = useMutation({
    mutationFn: () => api.post('/session/password', { current, wanted }),
    onSuccess: () => setTyped(empty),
  })
  const set = (part: Partial<typeof empty>) => setTyped({ ...typed, ...part })
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        if (wanted === again) change.mutate()
      }}
    >
      <Stack maw={420}>
        {/* A password manager learns from it whose password changes. */}
        <input type="text" autoComplete="username" value={email} readOnly hidden />
        <PasswordInput
          label={t('account.current')}
          required
          autoComplete="current-password"
          value={current}
          error={problemAt(change.error, '/current')}
          onChange={(event) => set({ current: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('account.wanted')}
          description={t('account.wantedHelp')}
          required
          autoComplete="new-password"
          value={wanted}
          error={problemAt(change.error, '/wanted')}
          onChange={(event) => set({ wanted: event.currentTarget.value })}
        />
        <PasswordInput
          label={t('account.again')}
          required
          autoComplete="new-password"
          value={again}
          error={again !== '' && wanted !== again ? t('account.differ') : undefined}
          onChange={(event) => set({ again: event.currentTarget.value })}
        />
        <ErrorNotice error={change.error} />
        {change.isSuccess && typed === empty && <Notice tone="good" title={t('account.changed')} />}
        <Group>
          <Button type="submit" loading={change.isPending} disabled={!current || !wanted || wanted !== again}>
            {t('account.change')}
          </Button>
        </Group>
        <small style={{ color: 'var(--mantine-color-dimmed)' }}>{t('account.passwordHelp')}</small>
      </Stack>
    </form>
  )
}
