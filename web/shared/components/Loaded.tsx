import { Button, Group, Skeleton, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ErrorNotice } from './Failure'

interface Question<T> {
  data: T | undefined
  error: unknown
  isPending: boolean
  refetch: () => unknown
}

/** The three faces of a question to the hub: waiting, refused, answered. An answer we have is kept while a newer one is asked for. */
export function Loaded<T>({ of: query, children }: { of: Question<T>; children: (data: T) => ReactNode }) {
  const { t } = useTranslation()
  if (query.data !== undefined) return children(query.data)
  if (query.error)
    return (
      <Stack gap="sm" p="md">
        <ErrorNotice error={query.error} />
        <Group>
          <Button variant="default" onClick={() => query.refetch()}>
            {t('action.tryAgain')}
          </Button>
        </Group>
      </Stack>
    )
  return (
    <Stack gap="sm" p="md" aria-busy="true" aria-label={t('loading')}>
      <Skeleton height={18} width="45%" />
      <Skeleton height={14} />
      <Skeleton height={14} width="80%" />
    </Stack>
  )
}

export function MoreButton({ query }: { query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown } }) {
  const { t } = useTranslation()
  if (!query.hasNextPage) return null
  return (
    <Group justify="center" p="md">
      <Button variant="default" loading={query.isFetchingNextPage} onClick={() => query.fetchNextPage()}>
        {t('action.loadMore')}
      </Button>
    </Group>
  )
}
