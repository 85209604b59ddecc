import { Button, Group, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { ErrorNotice } from '@shared/components/Failure'
import { Notice } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useConnection } from './connection'
import { Step } from './Step'

/** How a connection's system reaches us, and a key for it to come in by. */
export function useIncoming(what: string) {
  const { connectionId, connection } = useConnection()
  const client = useQueryClient()
  const queryKey = ['connections', connectionId, 'incoming']
  const incoming = useQuery({ queryKey, queryFn: () => api.get(`/connections/${connectionId}/incoming`) })
  const make = useMutation({
    mutationFn: () => api.post('/api-keys', { name: `${what} · ${connection.data?.name ?? ''}`, scopes: ['integration'], connectionId }),
    onSuccess: () => client.invalidateQueries({ queryKey }),
  })
  return { connectionId, connection, incoming, make }
}

/** The address with the key in the place that is kept for it. */
export function withKey(url: string, key: string): string {
  return /[?&]key=[^&]*/.test(url) ? url.replace(/([?&]key=)[^&]*/, `$1${key}`) : `${url}${url.includes('?') ? '&' : '?'}key=${key}`
}

/** When the other system last told us something. */
export function Received({ at }: { at: string | null }) {
  const { t } = useTranslation()
  return (
    <Notice tone={at ? 'good' : 'quiet'} title={t(at ? 'updates.received' : 'updates.neverReceived')}>
      {at && <When at={at} exact />}
    </Notice>
  )
}

type Way = ReturnType<typeof useIncoming>

/** The first step of a web hook: a key of its own for the other system to come in by. */
export function KeyStep({ incoming, make }: Pick<Way, 'incoming' | 'make'>) {
  const { t } = useTranslation()
  return (
    <Step number={1} title={t('webHook.key.title')} done={incoming.data?.keys.some(({ revokedAt }) => !revokedAt)}>
      <Text size="sm">{t('webHook.key.text')}</Text>
      <MakeKey make={make} />
    </Step>
  )
}

/** Makes a key; `another` when there is one already. */
export function MakeKey({ make, another }: Pick<Way, 'make'> & { another?: boolean }) {
  const { t } = useTranslation()
  return (
    <>
      <Group>
        <Button variant={another ? 'default' : 'filled'} size="xs" loading={make.isPending} onClick={() => make.mutate()}>
          {t(another ? 'updates.key.another' : 'updates.key.make')}
        </Button>
      </Group>
      <ErrorNotice error={make.error} />
    </>
  )
}
