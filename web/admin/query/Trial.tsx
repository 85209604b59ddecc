import { Button, Group, Stack, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { QueryVerdict, RecordQuery } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { IconChecks, IconForms } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { placeholdersOf } from './placeholders'
import { Verdict } from './Verdict'

/** Whether a query is sound: the other system is asked, with a typed value for every placeholder. */
export function useTrial(connectionId: string, query: RecordQuery) {
  const [names, setNames] = useState<string[]>([])
  const [values, setValues] = useState<Record<string, string>>({})
  const text = 'text' in query.condition ? query.condition.text : query.condition.value
  const asked = useMutation({
    mutationFn: (): Promise<QueryVerdict> => api.post(`/connections/${connectionId}/queries/validate`, { query, values }),
  })
  const problems = asked.error instanceof ApiError ? asked.error.problems : []
  const bad = asked.data?.ok === false || problems.some(({ at }) => at.startsWith('/query/condition'))
  return { names, values, text, asked, bad, generate: () => setNames(placeholdersOf(text)), type: setValues, forget: asked.reset }
}

type TrialState = ReturnType<typeof useTrial>

/** A box for each placeholder of the condition. */
export function ValueBoxes({ trial: { names, values, text, generate, type } }: { trial: TrialState }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      <Group>
        <Button variant="default" leftSection={<IconForms size={16} />} disabled={placeholdersOf(text).length === 0} onClick={generate}>
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
              onChange={(event) => type({ ...values, [name]: event.currentTarget.value })}
            />
          ))}
        </Group>
      )}
    </Stack>
  )
}

export function Validate({ trial: { asked, text }, query, press }: { trial: TrialState; query: RecordQuery; press?: () => void }) {
  const { t } = useTranslation()
  return (
    <>
      <Group>
        <Button
          type={press ? 'button' : 'submit'}
          onClick={press}
          variant={press ? 'default' : 'filled'}
          leftSection={<IconChecks size={16} />}
          loading={asked.isPending}
          disabled={!query.recordType}
        >
          {t('query.validate')}
        </Button>
      </Group>
      <div aria-live="polite">
        <ErrorNotice error={asked.error} />
        {asked.data && <Verdict verdict={asked.data} text={text} fields={query.fields} />}
      </div>
    </>
  )
}
