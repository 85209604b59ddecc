import { Button, Group, Select, Switch } from '@mantine/core'
import { DateRange, TypedFilter } from '@shared/components/Filters'
import { useTranslation } from 'react-i18next'
import { channels, type SessionSearch } from './filter'

interface Props {
  filter: SessionSearch
  change: (part: Partial<SessionSearch>) => void
}

const none: Record<keyof SessionSearch, undefined> = {
  channel: undefined,
  queue: undefined,
  agent: undefined,
  disposition: undefined,
  search: undefined,
  from: undefined,
  to: undefined,
  delivery: undefined,
  source: undefined,
}

export function SessionFilter({ filter, change }: Props) {
  const { t } = useTranslation()
  const filtered = Object.values(filter).some(Boolean)
  return (
    // Made anew when everything is cleared, so that what was typed goes too.
    <Group key={filtered ? 'some' : 'all'} gap="sm" p="md">
      <TypedFilter search label={t('sessions.search')} value={filter.search} change={(search) => change({ search })} />
      <Select
        aria-label={t('sessions.channel')}
        placeholder={t('sessions.anyChannel')}
        clearable
        w={170}
        data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        value={filter.channel ?? null}
        onChange={(channel) => change({ channel: (channel as SessionSearch['channel'] | null) ?? undefined })}
      />
      <TypedFilter label={t('sessions.queue')} value={filter.queue} change={(queue) => change({ queue })} />
      <TypedFilter label={t('sessions.agentEmail')} value={filter.agent} change={(agent) => change({ agent })} />
      <TypedFilter label={t('sessions.disposition')} value={filter.disposition} change={(disposition) => change({ disposition })} />
      <DateRange from={filter.from} to={filter.to} change={change} />
      <Switch
        label={t('sessions.failedOnly')}
        checked={filter.delivery === 'failed'}
        onChange={(event) => change({ delivery: event.currentTarget.checked ? 'failed' : undefined })}
      />
      {filtered && (
        <Button variant="subtle" onClick={() => change(none)}>
          {t('log.clear')}
        </Button>
      )}
    </Group>
  )
}
