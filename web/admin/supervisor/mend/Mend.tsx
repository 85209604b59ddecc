import { Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { IconCircleCheck } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DeliveryFix } from './DeliveryFix'
import { ParkedConnection } from './ParkedConnection'

const worries = 'parked,failed,dead'
const few = 6

/** What did not get through to a system of record, each with the press that helps. */
export function Mend() {
  const { t } = useTranslation()
  const overview = useQuery({ queryKey: ['overview'], queryFn: ({ signal }) => api.get('/overview', undefined, signal) })
  const list = useQuery({
    queryKey: ['deliveries', 'to-mend'],
    queryFn: ({ signal }) => api.get('/deliveries', { state: worries, limit: few }, signal),
  })
  const parked = overview.data?.connections.filter((one) => one.parked) ?? []
  const counts = list.data?.counts
  const all = (counts?.parked ?? 0) + (counts?.failed ?? 0) + (counts?.dead ?? 0)
  return (
    <Section
      flush
      title={t('floor.mend.title', { count: all + parked.length })}
      actions={
        <LinkButton to="/log" search={{ state: worries }} variant="subtle" size="compact-sm">
          {t('nav.log')}
        </LinkButton>
      }
    >
      <Loaded of={list}>
        {({ items }) => (
          <Stack gap={0} className="mend">
            {parked.map((one) => (
              <ParkedConnection key={one.id} connection={one} />
            ))}
            {items.slice(0, few).map((row) => (
              <DeliveryFix key={row.id} row={row} />
            ))}
            {items.length === 0 && parked.length === 0 && (
              <Empty icon={IconCircleCheck} title={t('floor.mend.none')} text={t('floor.mend.noneText')} />
            )}
            {all > few && (
              <Group justify="center" p="sm">
                <Text size="sm" c="dimmed">
                  {t('floor.mend.more', { count: all - few })}
                </Text>
              </Group>
            )}
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}
