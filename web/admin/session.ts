import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { Me } from '@shared/api/types'
import { queryOptions, useQuery } from '@tanstack/react-query'

export const session = queryOptions({
  queryKey: ['session'],
  staleTime: 5 * 60_000,
  retry: false,
  queryFn: async () => {
    try {
      return await api.get<Me>('/session')
    } catch (error) {
      if (error instanceof ApiError && error.status === 401) return null
      throw error
    }
  },
})

export function useMe(): Me | null {
  return useQuery(session).data ?? null
}

/** Only an address of ours: a path that another site cannot be hidden in. */
export function safeReturn(to: unknown): string {
  return typeof to === 'string' && /^\/(?![/\\])/.test(to) && !to.startsWith('/sign-in') ? to : '/'
}
