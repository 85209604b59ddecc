import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from './client'
import type { Page } from './types'

/** A list that is read page by page, each page naming where the next begins. */
export function useKeyset<T, P extends Page<T> = Page<T>>(
  key: unknown[],
  path: string,
  query: Record<string, string | number | undefined> = {},
) {
  const result = useInfiniteQuery({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => api.get<P>(path, { ...query, after: pageParam, limit: 50 }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
    placeholderData: keepPreviousData,
  })
  return { ...result, items: result.data?.pages.flatMap((page) => page.items) ?? [], first: result.data?.pages[0] }
}
