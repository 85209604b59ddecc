import { Button, Chip, Group, Select } from '@mantine/core'
import { deliveryKinds, states } from '@shared/api/lists'
import type { DeliveryKind } from '@shared/api/types'
import { DateRange, TypedFilter } from '@shared/components/Filters'
import { stateLook } from '@shared/components/Tone'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery } from '../queries'
import { type LogSearch, statesOf } from './filter'

interface Props {
  filter: LogSearch
  change: (part: Partial<LogSearch>) => void
  withConnection: boolean
  counts: Record<string, number>
}

export function LogFilter({ filter, change, withConnection, counts }: Props) {
  const { t } = useTranslation()
  const connections = useQuery({ ...connectionsQuery, enabled: withConnection })
  return (
    <>
      <Chip.Group multiple value={statesOf(filter.state)} onChange={(chosen) => change({ state: chosen.join(',') || undefined })}>
        <Group gap={6} role="group" aria-label={t('log.state')}>
          {states.map((state) => {
            const Mark = stateLook[state].icon
            return (
              <Chip key={state} value={state} size="sm" variant="outline">
                <Mark size={13} style={{ marginRight: 5, verticalAlign: '-2px' }} aria-hidden />
                {t(`state.${state}`)} {counts[state] !== undefined && <span className="figure">{counts[state]}</span>}
              </Chip>
            )
          })}
        </Group>
      </Chip.Group>
      <Group gap="sm">
        <TypedFilter search label={t('log.search')} value={filter.search} change={(search) => change({ search })} />
        <Select
          aria-label={t('log.kind')}
          placeholder={t('log.anyKind')}
          clearable
          w={180}
          data={deliveryKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
          value={filter.kind ?? null}
          onChange={(kind) => change({ kind: (kind as DeliveryKind | null) ?? undefined })}
        />
        {withConnection && (
          <Select
            aria-label={t('log.connection')}
            placeholder={t('log.anyConnection')}
            clearable
            w={180}
            data={(connections.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
            value={filter.connection ?? null}
            onChange={(connection) => change({ connection: connection ?? undefined })}
          />
        )}
        <DateRange from={filter.from} to={filter.to} change={change} />
        {Object.values(filter).some(Boolean) && (
          <Button
            variant="subtle"
            onClick={() =>
              change({ state: undefined, kind: undefined, connection: undefined, search: undefined, from: undefined, to: undefined })
            }
          >
            {t('log.clear')}
          </Button>
        )}
      </Group>
    </>
  )
}
