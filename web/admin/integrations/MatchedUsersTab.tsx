import { Button, Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { MatchedUser } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import { IconCircleCheck, IconRefresh, IconUsers, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useConnection } from './connection'

/** Which of our people can own records over there, and why not the others. */
export function MatchedUsersTab() {
  const { t } = useTranslation()
  const { connectionId } = useConnection()
  const found = useQuery({
    queryKey: ['matched-users', connectionId],
    retry: false,
    queryFn: () => api.get(`/connections/${connectionId}/users`),
  })
  const columns: Column<MatchedUser>[] = [
    {
      title: t('people.ours'),
      show: (one) => (
        <div style={{ overflowWrap: 'anywhere' }}>
          <Text fw={600}>{one.name}</Text>
          <Text size="sm" c="dimmed">
            {one.email}
          </Text>
        </div>
      ),
    },
    {
      title: t('people.theirs'),
      kind: 'wide',
      show: (one) =>
        one.theirs ? (
          <>
            {one.theirs.name}
            <Text size="sm" c="dimmed">
              {one.theirs.email}
            </Text>
          </>
        ) : (
          '–'
        ),
    },
    {
      title: t('people.state'),
      show: (one) => (
        <>
          <Tone tone={one.ready ? 'good' : 'bad'} icon={one.ready ? IconCircleCheck : IconX}>
            {t(one.ready ? 'people.ready' : 'people.notReady')}
          </Tone>
          <Text size="sm" c="dimmed" mt={4}>
            {one.why}
          </Text>
        </>
      ),
    },
  ]
  return (
    <Stack>
      <Text c="dimmed" maw={720}>
        {t('people.explain')}
      </Text>
      <Section
        flush
        title={t('integrations.tab.people')}
        actions={
          <Button variant="default" leftSection={<IconRefresh size={16} />} loading={found.isFetching} onClick={() => found.refetch()}>
            {t('people.check')}
          </Button>
        }
      >
        <Loaded of={found}>
          {({ items }) => (
            <Group display="block" aria-live="polite">
              <ListTable items={items} columns={columns} empty={<Empty icon={IconUsers} title={t('people.none')} />} />
            </Group>
          )}
        </Loaded>
      </Section>
    </Stack>
  )
}
