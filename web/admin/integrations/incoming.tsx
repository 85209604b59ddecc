import { api } from '@shared/api/client'
import { Notice } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useConnection } from './connection'

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
