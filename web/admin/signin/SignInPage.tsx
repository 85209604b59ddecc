import { Button, Group, PasswordInput, Select, Stack, Text, TextInput, Title } from '@mantine/core'
import { api } from '@shared/api/client'
import { ErrorNotice } from '@shared/components/Failure'
import { choose, type Language, languages } from '@shared/i18n'
import { safeReturn, session } from '@shared/session'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, type KeyboardEvent, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'

export function SignInPage() {
  const { t, i18n } = useTranslation()
  const { to } = useSearch({ from: '/sign-in' })
  const client = useQueryClient()
  const navigate = useNavigate()
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [capsLock, setCapsLock] = useState(false)
  useEffect(() => {
    document.title = `${t('signIn.title')} · Liaison`
  }, [t])
  const enter = useMutation({
    mutationFn: () => api.post('/session', { email, password }),
    onSuccess: async (me) => {
      client.setQueryData(session.queryKey, me)
      const target = safeReturn(to)
      // A file behind the API, or another desk, is no page of ours: the browser itself must ask for it.
      if (/^\/(?:api\/|console(?:\/|$))/.test(target)) location.assign(target)
      else await navigate({ href: target })
    },
    onError: () => setPassword(''),
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    enter.mutate()
  }
  const watchCaps = (event: KeyboardEvent) => setCapsLock(event.getModifierState('CapsLock'))
  return (
    <div className="signin">
      <aside>
        <Group gap={12} fz="1.4rem" fw={650}>
          <img src="/mark.svg" width={40} height={40} alt="" /> Liaison
        </Group>
        <div>
          <Title order={2} fz="2.1rem" lh={1.2} maw={460} c="#fff">
            {t('signIn.promise')}
          </Title>
          <Text mt="md" maw={440} c="#b9d3d1">
            {t('signIn.explain')}
          </Text>
        </div>
        <Text size="sm" c="#8fb3b0">
          {t('signIn.selfHosted')}
        </Text>
      </aside>
      <main style={{ display: 'grid', placeItems: 'center', padding: '2rem 1.25rem' }}>
        <form onSubmit={submit} style={{ width: '100%', maxWidth: 380 }}>
          <Stack>
            <Title order={1}>{t('signIn.title')}</Title>
            {to && (
              <Text c="dimmed" size="sm">
                {t(to.includes('/attachments/') ? 'signIn.thenFile' : 'signIn.thenBack')}
              </Text>
            )}
            <TextInput
              label={t('signIn.email')}
              type="email"
              autoComplete="username"
              required
              size="md"
              value={email}
              onChange={(event) => setEmail(event.currentTarget.value)}
              autoFocus
            />
            <PasswordInput
              label={t('signIn.password')}
              autoComplete="current-password"
              required
              size="md"
              value={password}
              onChange={(event) => setPassword(event.currentTarget.value)}
              onKeyDown={watchCaps}
              onKeyUp={watchCaps}
              onBlur={() => setCapsLock(false)}
              description={capsLock ? `⇪ ${t('signIn.capsLock')}` : undefined}
              inputWrapperOrder={['label', 'input', 'description', 'error']}
            />
            <ErrorNotice error={enter.error} />
            <Button type="submit" size="md" loading={enter.isPending}>
              {t('signIn.enter')}
            </Button>
            <Select
              aria-label={t('language')}
              data={Object.entries(languages).map(([value, label]) => ({ value, label }))}
              value={i18n.language}
              onChange={(language) => language && choose(language as Language)}
              variant="unstyled"
              w={130}
              allowDeselect={false}
            />
          </Stack>
        </form>
      </main>
    </div>
  )
}
