import { Input, NumberInput, Select, Stack } from '@mantine/core'
import { ErrorNotice } from '@shared/components/Failure'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { describeQuery } from '../../queries'
import { ConditionEditor } from '../../query/ConditionEditor'
import { useTrial, Validate, ValueBoxes } from '../../query/Trial'
import { useExample } from '../../query/useExample'
import { useQueryFields } from '../../query/useQueryFields'
import { emptyQuery } from '../form'
import type { RecordQuery } from '../types'
import { type FieldProps, useFlowFacts } from './field'
import { beside } from './Pickers'

/** Which records a node reads, and under which condition; tried on the spot. Which of their fields, the items say. */
export function QueryField(props: FieldProps & { query: RecordQuery | undefined }) {
  const { label, help, error, set, query = emptyQuery } = props
  const { t } = useTranslation()
  const facts = useFlowFacts()
  const connectionId = beside(props, 'connection')
  const described = useQuery({ ...describeQuery(connectionId), enabled: connectionId !== '' })
  const { fields, error: noFields } = useQueryFields(connectionId, query.recordType)
  const trial = useTrial(connectionId, query)
  const example = useExample(connectionId)
  const change = (part: Partial<RecordQuery>) => {
    trial.forget()
    set({ ...query, ...part })
  }
  return (
    <Input.Wrapper label={label} description={help} error={error} labelElement="div" withAsterisk>
      <Stack gap="sm" mt="xs" className="flow-row">
        <Select
          label={t('query.recordType')}
          searchable
          allowDeselect={false}
          disabled={!connectionId}
          data={(described.data?.recordTypes ?? []).map((type) => ({ value: type.name, label: type.label }))}
          value={query.recordType || null}
          nothingFoundMessage={t('nothingFound')}
          onChange={(recordType) => recordType && change({ recordType })}
        />
        <ErrorNotice error={described.error ?? noFields} />
        <ConditionEditor
          condition={query.condition}
          fields={fields}
          bad={trial.bad}
          example={example}
          change={(condition) => change({ condition })}
          facts={facts}
        />
        <NumberInput
          label={t('query.most')}
          min={1}
          max={2000}
          value={query.most ?? 200}
          onChange={(most) => change({ most: Number(most) || 200 })}
        />
        <ValueBoxes trial={trial} />
        <Validate trial={trial} query={query} press={() => trial.asked.mutate()} />
      </Stack>
    </Input.Wrapper>
  )
}
