import { Autocomplete, Group, SegmentedControl, Select, Stack, Text, Textarea } from '@mantine/core'
import type { Fact, QueryField, RecordQuery } from '@shared/api/types'
import { useTranslation } from 'react-i18next'
import { useSessionFacts } from '../conversations/facts'
import { TextSource } from '../templates/TextSource'

type Condition = RecordQuery['condition']
const operators = ['equals', 'notEquals', 'contains', 'startsWith', 'greater', 'less', 'atLeast', 'atMost'] as const

interface Props {
  condition: Condition
  fields: QueryField[]
  bad: boolean
  change: (condition: Condition) => void
  /** A condition as the system takes it. */
  example?: string
  /** What a value may name; where it is not said, what is known of a session. */
  facts?: Fact[]
}

/** One field compared with one value, or a condition in the system's own language. */
export function ConditionEditor({ condition, fields, bad, change, example, facts: given }: Props) {
  const { t } = useTranslation()
  const ours = useSessionFacts()
  const facts = given ?? ours
  const free = 'text' in condition
  return (
    <Stack gap="sm">
      <Group>
        <SegmentedControl
          aria-label={t('query.condition')}
          data={[
            { value: 'one', label: t('query.one') },
            { value: 'free', label: t('query.free') },
          ]}
          value={free ? 'free' : 'one'}
          onChange={(kind) =>
            change(kind === 'free' ? { kind: 'free', text: '' } : { kind: 'one', field: '', operator: 'equals', value: '' })
          }
        />
      </Group>
      {'text' in condition ? (
        <Textarea
          label={t('query.condition')}
          description={t('query.freeHelp')}
          autosize
          minRows={3}
          spellCheck={false}
          error={bad}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          placeholder={example}
          value={condition.text}
          onChange={(event) => change({ kind: 'free', text: event.currentTarget.value })}
        />
      ) : (
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <Autocomplete
            miw={200}
            aria-label={t('query.field')}
            placeholder={t('query.field')}
            data={fields.filter(({ filterable }) => filterable).map(({ path }) => path)}
            value={condition.field}
            error={bad}
            onChange={(field) => change({ ...condition, field })}
          />
          <Select
            miw={150}
            aria-label={t('query.operator')}
            allowDeselect={false}
            data={operators.map((value) => ({ value, label: t(`query.by.${value}`) }))}
            value={condition.operator}
            onChange={(operator) => operator && change({ ...condition, operator })}
          />
          <div style={{ minWidth: 220 }}>
            <TextSource
              label={t('query.value')}
              placeholder="{{ customer.email }}"
              value={condition.value}
              onChange={(value) => change({ ...condition, value })}
              facts={facts}
              error={bad}
            />
          </div>
        </Group>
      )}
      {!free && (
        <Text size="xs" c="dimmed">
          {t('query.oneHelp')}
        </Text>
      )}
    </Stack>
  )
}
