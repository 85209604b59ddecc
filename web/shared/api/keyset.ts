import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { api } from './client'
import type { Answer, Page, Paged, Query } from './routes'

/** A list that is read page by page, each page naming where the next begins. */
export function useKeyset<A extends Paged>(key: unknown[], path: A, query: Partial<Query<A>> = {}) {
  type Found = Answer<A, 'get'>
  type Item = Found extends Page<infer T> ? T : never
  const result = useInfiniteQuery({
    queryKey: [...key, query],
    queryFn: ({ pageParam, signal }) => api.get(path, { ...query, after: pageParam, limit: 50 } as unknown as Query<A>, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => (page as Page<Item>).next ?? undefined,
    placeholderData: keepPreviousData,
  })
  const pages = result.data?.pages as Found[] | undefined
  return { ...result, items: pages?.flatMap((page) => (page as Page<Item>).items) ?? [], first: pages?.[0] }
}
