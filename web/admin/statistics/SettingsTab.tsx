import { Button, Group, NumberInput, Select, SimpleGrid, Stack, Switch, TagsInput, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { zones } from '@shared/time'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { LayoutList } from './LayoutList'
import { catalogueQuery, type Settings, type SettingsAnswer, settingsQuery } from './questions'

/** How a connection is given figures: what is counted how, and the files that carry it. */
export function SettingsTab({ connection }: { connection: string }) {
  const settings = useQuery(settingsQuery(connection))
  return <Loaded of={settings}>{(saved) => <Editor connection={connection} saved={saved} />}</Loaded>
}

function Editor({ connection, saved }: { connection: string; saved: SettingsAnswer }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const catalogue = useQuery(catalogueQuery)
  const draft = useDraft(saved.settings)
  const [version, setVersion] = useState(saved.version)
  const { value, change } = draft
  const save = useMutation({
    mutationFn: () => api.put(`/connections/${connection}/statistics`, value, version),
    onSuccess: (next) => {
      setVersion(next.version)
      client.setQueryData(settingsQuery(connection).queryKey, next)
      draft.settle(next.settings)
      said(t('action.saved'))
    },
  })
  const problems = save.error instanceof ApiError ? save.error.problems : []
  const problemAt = (pointer: string) => problems.find(({ at }) => at === pointer || at.startsWith(`${pointer}/`))?.message
  const number = (name: 'serviceLevelSeconds' | 'shortAbandonSeconds' | 'settleMinutes' | 'resendHours', max: number, suffix: string) => (
    <NumberInput
      label={t(`statistics.settings.${name}`)}
      description={t(`statistics.settings.${name}Help`)}
      error={problemAt(`/${name}`)}
      min={0}
      max={max}
      suffix={suffix}
      value={value[name]}
      onChange={(next) => change({ [name]: Number(next) || 0 })}
    />
  )
  return (
    <Stack>
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('statistics.settings.explain')}
        </Text>
        <Button loading={save.isPending} disabled={!draft.dirty} onClick={() => save.mutate()}>
          {t('action.save')}
        </Button>
      </Group>
      <ErrorNotice error={save.error} />
      <Section title={t('statistics.settings.counting')}>
        <Stack>
          <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }} style={{ alignItems: 'end' }}>
            <Select
              label={t('statistics.minutes')}
              allowDeselect={false}
              data={['15', '30', '45', '60'].map((minutes) => ({
                value: minutes,
                label: t('statistics.inMinutes', { count: Number(minutes) }),
              }))}
              error={problemAt('/intervalMinutes')}
              value={String(value.intervalMinutes)}
              onChange={(next) => change({ intervalMinutes: Number(next) })}
            />
            <Select
              label={t('statistics.settings.zone')}
              searchable
              allowDeselect={false}
              data={zones(value.zone)}
              error={problemAt('/zone')}
              value={value.zone}
              onChange={(zone) => zone && change({ zone })}
            />
            {number('serviceLevelSeconds', 86_400, ' s')}
            {number('shortAbandonSeconds', 600, ' s')}
          </SimpleGrid>
          <Select
            maw={560}
            label={t('statistics.settings.attribution')}
            allowDeselect={false}
            data={(['event', 'arrival'] as const).map((rule) => ({ value: rule, label: t(`statistics.attribution.${rule}`) }))}
            value={value.attribution}
            onChange={(next) => change({ attribution: next as Settings['attribution'] })}
          />
          <TagsInput
            label={t('statistics.settings.adminReasons')}
            description={t('statistics.settings.adminReasonsHelp')}
            error={problemAt('/adminReasons')}
            acceptValueOnBlur
            value={value.adminReasons}
            onChange={(adminReasons) => change({ adminReasons })}
          />
          <Switch
            label={t('statistics.settings.countTransfers')}
            checked={value.countTransfers}
            onChange={(event) => change({ countTransfers: event.currentTarget.checked })}
          />
          <Switch
            label={t('statistics.settings.zeroRows')}
            checked={value.zeroRows}
            onChange={(event) => change({ zeroRows: event.currentTarget.checked })}
          />
        </Stack>
      </Section>
      <Section title={t('statistics.settings.sending')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          {number('settleMinutes', 1_440, ' min')}
          {number('resendHours', 168, ' h')}
        </SimpleGrid>
      </Section>
      <Loaded of={catalogue}>
        {(known) => <LayoutList connection={connection} settings={value} change={change} catalogue={known} problemAt={problemAt} />}
      </Loaded>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Stack>
  )
}
