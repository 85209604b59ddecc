import { Button, Group, Input, Select, Stack, Text, TextInput } from '@mantine/core'
import { moved, RemoveRow, RowTools } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TextSource } from '../../templates/TextSource'
import { freePort } from '../ports'
import type { BranchCase, CaseTest } from '../types'
import { type FieldProps, useFlowFacts } from './field'

const operators = [
  'equals',
  'notEquals',
  'contains',
  'startsWith',
  'endsWith',
  'greater',
  'less',
  'isEmpty',
  'isNotEmpty',
  'matches',
] as const
const bare = new Set(['isEmpty', 'isNotEmpty'])
const test = (): CaseTest => ({ value: '', operator: 'equals', against: '' })

/** The cases of a branch, tried from the first to the last; each has a port of its own. */
export function CasesField({ label, help, error, set, cases }: FieldProps & { cases: BranchCase[] }) {
  const { t } = useTranslation()
  const put = (index: number, part: Partial<BranchCase>) => set(cases.map((old, at) => (at === index ? { ...old, ...part } : old)))
  return (
    <Input.Wrapper label={label} description={help} error={error} labelElement="div">
      <Stack gap="sm" mt="xs">
        {cases.map((one, index) => (
          <div key={one.port} className="flow-row" role="group" aria-label={one.label || t('flows.cases.unnamed', { number: index + 1 })}>
            <Group gap={4} wrap="nowrap">
              <TextInput
                flex={1}
                miw={0}
                aria-label={t('flows.cases.label')}
                placeholder={t('flows.cases.unnamed', { number: index + 1 })}
                value={one.label}
                onChange={(event) => put(index, { label: event.currentTarget.value })}
              />
              <RowTools
                index={index}
                count={cases.length}
                move={(to) => set(moved(cases, index, to))}
                remove={cases.length > 1 ? () => set(cases.filter((_, at) => at !== index)) : undefined}
              />
            </Group>
            <Tests all={one.all} change={(all) => put(index, { all })} />
          </div>
        ))}
        <Group>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={15} />}
            onClick={() => set([...cases, { port: freePort(cases), label: '', all: [test()] }])}
          >
            {t('flows.cases.add')}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  )
}

function Tests({ all, change }: { all: CaseTest[]; change: (all: CaseTest[]) => void }) {
  const { t } = useTranslation()
  const facts = useFlowFacts()
  const put = (index: number, part: Partial<CaseTest>) => change(all.map((old, at) => (at === index ? { ...old, ...part } : old)))
  return (
    <Stack gap="xs">
      {all.map((one, index) => (
        <Stack key={index} gap={4}>
          {index > 0 && (
            <Text size="xs" c="dimmed">
              {t('flows.cases.and')}
            </Text>
          )}
          <TextSource
            label={t('flows.cases.value')}
            placeholder="{{ items.name }}"
            value={one.value}
            onChange={(value) => put(index, { value })}
            facts={facts}
          />
          <Group gap={4} wrap="nowrap" align="flex-start">
            <Select
              w={140}
              flex="none"
              aria-label={t('flows.cases.operator')}
              allowDeselect={false}
              data={operators.map((value) => ({ value, label: t(`flows.operator.${value}`) }))}
              value={one.operator}
              onChange={(operator) => operator && put(index, { operator, against: bare.has(operator) ? '' : (one.against ?? '') })}
            />
            <div style={{ flex: 1, minWidth: 0 }}>
              {!bare.has(one.operator) && (
                <TextInput
                  aria-label={t('flows.cases.against')}
                  placeholder={t('flows.cases.against')}
                  value={one.against ?? ''}
                  onChange={(event) => put(index, { against: event.currentTarget.value })}
                />
              )}
            </div>
            {all.length > 1 && <RemoveRow remove={() => change(all.filter((_, at) => at !== index))} />}
          </Group>
        </Stack>
      ))}
      <Group>
        <Button size="compact-xs" variant="subtle" leftSection={<IconPlus size={13} />} onClick={() => change([...all, test()])}>
          {t('flows.cases.addTest')}
        </Button>
      </Group>
    </Stack>
  )
}
