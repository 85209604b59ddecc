import { Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import type { Condition, Fact, Operator } from '@shared/api/types'
import { RemoveRow } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const operators: Operator[] = ['equals', 'notEquals', 'contains', 'isEmpty', 'isNotEmpty', 'in']
const bare = new Set<Operator>(['isEmpty', 'isNotEmpty'])

export function ConditionList({
  conditions,
  facts,
  change,
}: {
  conditions: Condition[]
  facts: Fact[]
  change: (conditions: Condition[]) => void
}) {
  const { t } = useTranslation()
  const set = (index: number, part: Partial<Condition>) => change(conditions.map((old, at) => (at === index ? { ...old, ...part } : old)))
  const groups = [...new Set(facts.map(({ group }) => group))]
  const data = groups.map((group) => ({
    group: t(`factGroup.${group}`),
    items: facts.filter((fact) => fact.group === group).map(({ path, label }) => ({ value: path, label })),
  }))
  return (
    <Stack gap="sm">
      {conditions.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('rules.always')}
        </Text>
      )}
      {conditions.map((condition, index) => (
        <Group key={index} gap="xs">
          <Select
            flex="1 1 200px"
            aria-label={t('rules.fact')}
            placeholder={t('rules.fact')}
            searchable
            data={data}
            value={condition.fact || null}
            onChange={(fact) => set(index, { fact: fact ?? '' })}
          />
          <Select
            w={170}
            aria-label={t('rules.operator')}
            allowDeselect={false}
            data={operators.map((operator) => ({ value: operator, label: t(`operator.${operator}`) }))}
            value={condition.operator}
            onChange={(operator) =>
              operator && set(index, { operator: operator as Operator, value: bare.has(operator as Operator) ? null : condition.value })
            }
          />
          {!bare.has(condition.operator) && (
            <TextInput
              flex="1 1 160px"
              aria-label={t('rules.value')}
              placeholder={t(condition.operator === 'in' ? 'rules.values' : 'rules.value')}
              value={condition.value ?? ''}
              onChange={(event) => set(index, { value: event.currentTarget.value })}
            />
          )}
          <RemoveRow remove={() => change(conditions.filter((_, at) => at !== index))} />
        </Group>
      ))}
      <Group>
        <Button
          size="xs"
          variant="light"
          leftSection={<IconPlus size={15} />}
          onClick={() => change([...conditions, { fact: '', operator: 'equals', value: '' }])}
        >
          {t('rules.addCondition')}
        </Button>
      </Group>
    </Stack>
  )
}
