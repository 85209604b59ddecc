import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { Body } from '@shared/api/routes'
import type { Me } from '@shared/api/types'
import { said } from '@shared/components/Said'
import { isLanguage, speak } from '@shared/i18n'
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'

export const session = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  retry: false,
  queryFn: async (): Promise<Me | null> => {
    try {
      return await api.get('/session')
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

export function useMe(): Me | null {
  return useQuery(session).data ?? null
}

/** Who is signed in is spoken to in the language of the account. */
export const speakTo = async ({ user }: Me) => {
  if (isLanguage(user.locale)) await speak(user.locale)
}

/** Keeps what a person prefers with their account, and lives by it at once. */
export function usePreferences() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wanted: Body<'/session', 'patch'>) => api.patch('/session', wanted),
    onSuccess: async (me) => {
      client.setQueryData(session.queryKey, me)
      await speakTo(me)
      // What the hub says comes in the language of the account.
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== session.queryKey[0] })
    },
  })
}

/** Only an address of ours: a path that another site cannot be hidden in. */
export function safeReturn(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'
}

/** The first letters of a name, for where there is no room for it. */
export const initialsOf = (name: string) =>
  name
    .split(/\s+/)
    .map(([first]) => first ?? '')
    .slice(0, 2)
    .join('')
    .toUpperCase()

/** Whether the way out was taken: who is signed out already wants nothing more; anybody else is still signed in, and is told. */
export async function signedOut(): Promise<boolean> {
  try {
    await api.delete('/session')
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 401)) {
      said(error instanceof Error ? error.message : String(error))
      return false
    }
  }
  return true
}
