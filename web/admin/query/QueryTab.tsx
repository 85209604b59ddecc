import { Button, Group, NumberInput, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { RecordQuery } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { Section } from '@shared/components/Page'
import { IconChecks, IconForms } from '@tabler/icons-react'
import { useMutation, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { describeQuery, queryFieldsQuery } from '../queries'
import { ConditionEditor } from './ConditionEditor'
import { placeholdersOf } from './placeholders'
import { Verdict } from './Verdict'

const empty: RecordQuery = { recordType: '', fields: [], condition: { kind: 'one', field: '', operator: 'equals', value: '' }, most: 200 }

/** Builds a query and tries it: which records, which of their fields, under which condition. */
export function QueryTab() {
  const { t } = useTranslation()
  const { connectionId } = useConnection()
  const described = useQuery(describeQuery(connectionId))
  const [query, set] = useState(empty)
  const [relations, setRelations] = useState<string[]>([])
  const [names, setNames] = useState<string[]>([])
  const [values, setValues] = useState<Record<string, string>>({})
  const paths: (string | undefined)[] = [undefined, ...relations]
  const loaded = useQueries({
    queries: paths.map((path) => ({ ...queryFieldsQuery(connectionId, query.recordType, path), enabled: query.recordType !== '' })),
  })
  const fields = loaded.flatMap(({ data }) => data?.items ?? [])
  const opens = [...new Set(fields.flatMap((field) => (field.opens ? [field.opens] : [])))].filter((path) => !relations.includes(path))
  const text = 'text' in query.condition ? query.condition.text : query.condition.value
  const validate = useMutation({
    mutationFn: () => api.post(`/connections/${connectionId}/queries/validate`, { query, values }),
  })
  const change = (part: Partial<RecordQuery>) => {
    validate.reset()
    set({ ...query, ...part })
  }
  const problems = validate.error instanceof ApiError ? validate.error.problems : []
  const bad = validate.data?.ok === false || problems.some(({ at }) => at.startsWith('/query/condition'))
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        validate.mutate()
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
              onChange={(recordType) => {
                if (!recordType) return
                setRelations([])
                change({ recordType, fields: [], condition: empty.condition })
              }}
            />
            <ErrorNotice error={described.error ?? loaded.find(({ error }) => error)?.error} />
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
              <Select
                label={t('query.extended')}
                description={t('query.extendedHelp')}
                searchable
                disabled={opens.length === 0}
                data={opens}
                value={null}
                onChange={(path) => path && setRelations([...relations, path])}
              />
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
            <ConditionEditor condition={query.condition} fields={fields} bad={bad} change={(condition) => change({ condition })} />
            <Group>
              <Button
                variant="default"
                leftSection={<IconForms size={16} />}
                disabled={placeholdersOf(text).length === 0}
                onClick={() => setNames(placeholdersOf(text))}
              >
                {t('query.generate')}
              </Button>
            </Group>
            {names.length > 0 && (
              <Group grow preventGrowOverflow={false}>
                {names.map((name) => (
                  <TextInput
                    key={name}
                    miw={200}
                    label={name}
                    value={values[name] ?? ''}
                    onChange={(event) => setValues({ ...values, [name]: event.currentTarget.value })}
                  />
                ))}
              </Group>
            )}
          </Stack>
        </Section>
        <Group>
          <Button type="submit" leftSection={<IconChecks size={16} />} loading={validate.isPending} disabled={!query.recordType}>
            {t('query.validate')}
          </Button>
        </Group>
        <div aria-live="polite">
          <ErrorNotice error={validate.error} />
          {validate.data && <Verdict verdict={validate.data} text={text} fields={query.fields} />}
        </div>
      </Stack>
    </form>
  )
}
