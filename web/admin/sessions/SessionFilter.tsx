import { Button, Group, Select, Switch, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
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
      <Typed name="search" label={t('sessions.search')} filter={filter} change={change} wide />
      <Select
        aria-label={t('sessions.channel')}
        placeholder={t('sessions.anyChannel')}
        clearable
        w={170}
        data={channels.map((value) => ({ value, label: t(`channel.${value}`) }))}
        value={filter.channel ?? null}
        onChange={(channel) => change({ channel: (channel as SessionSearch['channel'] | null) ?? undefined })}
      />
      <Typed name="queue" label={t('sessions.queue')} filter={filter} change={change} />
      <Typed name="agent" label={t('sessions.agentEmail')} filter={filter} change={change} />
      <Typed name="disposition" label={t('sessions.disposition')} filter={filter} change={change} />
      <TextInput
        type="date"
        aria-label={t('log.from')}
        title={t('log.from')}
        value={filter.from ?? ''}
        max={filter.to}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        type="date"
        aria-label={t('log.to')}
        title={t('log.to')}
        value={filter.to ?? ''}
        min={filter.from}
        onChange={(event) => change({ to: event.currentTarget.value || undefined })}
      />
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

interface TypedProps extends Props {
  name: 'search' | 'queue' | 'agent' | 'disposition'
  label: string
  wide?: boolean
}

function Typed({ name, label, filter, change, wide }: TypedProps) {
  const tell = useDebouncedCallback((text: string) => change({ [name]: text || undefined }), 350)
  return (
    <TextInput
      data-search={wide}
      flex={wide ? '1 1 220px' : undefined}
      w={wide ? undefined : 150}
      leftSection={wide && <IconSearch size={16} />}
      placeholder={label}
      aria-label={label}
      defaultValue={filter[name]}
      onChange={(event) => tell(event.currentTarget.value.trim())}
    />
  )
}
