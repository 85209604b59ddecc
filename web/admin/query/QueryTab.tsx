import { Group, NumberInput, Select, Stack, TagsInput, Text } from '@mantine/core'
import type { RecordQuery } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { Section } from '@shared/components/Page'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { describeQuery } from '../queries'
import { ConditionEditor } from './ConditionEditor'
import { Extended } from './Extended'
import { useTrial, Validate, ValueBoxes } from './Trial'
import { useExample } from './useExample'
import { useQueryFields } from './useQueryFields'

const empty: RecordQuery = { recordType: '', fields: [], condition: { kind: 'one', field: '', operator: 'equals', value: '' }, most: 200 }

/** Builds a query and tries it: which records, which of their fields, under which condition. */
export function QueryTab() {
  const { t } = useTranslation()
  const { connectionId } = useConnection()
  const described = useQuery(describeQuery(connectionId))
  const [query, set] = useState(empty)
  const { fields, opens, open, error } = useQueryFields(connectionId, query.recordType)
  const trial = useTrial(connectionId, query)
  const example = useExample(connectionId)
  const change = (part: Partial<RecordQuery>) => {
    trial.forget()
    set({ ...query, ...part })
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        trial.asked.mutate()
      }}
    >
      <Stack>
        <Text c="dimmed" maw={720}>
          {t('query.explain')}
        </Text>
        <Section title={t('query.what')}>
          <Stack>
            <Select
              maw={360}
              label={t('query.recordType')}
              searchable
              allowDeselect={false}
              data={(described.data?.recordTypes ?? []).map(({ name, label }) => ({ value: name, label }))}
              value={query.recordType || null}
              nothingFoundMessage={t('nothingFound')}
              onChange={(recordType) => recordType && change({ recordType, fields: [], condition: empty.condition })}
            />
            <ErrorNotice error={described.error ?? error} />
            <TagsInput
              label={t('query.fields')}
              description={t('query.fieldsHelp')}
              disabled={!query.recordType}
              data={[...new Set(fields.map(({ path }) => path))]}
              maxDropdownHeight={260}
              value={query.fields}
              onChange={(next) => change({ fields: next })}
            />
            <Group align="flex-end">
              <Extended opens={opens} open={open} />
              <NumberInput
                w={140}
                label={t('query.most')}
                min={1}
                max={2000}
                value={query.most ?? 200}
                onChange={(most) => change({ most: Number(most) || 200 })}
              />
            </Group>
          </Stack>
        </Section>
        <Section title={t('query.condition')}>
          <Stack>
            <ConditionEditor
              condition={query.condition}
              fields={fields}
              bad={trial.bad}
              example={example}
              change={(condition) => change({ condition })}
            />
            <ValueBoxes trial={trial} />
          </Stack>
        </Section>
        <Validate trial={trial} query={query} />
      </Stack>
    </form>
  )
}
