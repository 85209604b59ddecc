import { Autocomplete, Button, Group, Select, Stack, Switch, TagsInput } from '@mantine/core'
import { problemAt } from '@shared/api/problem'
import type { IdentificationRule, IdentifyBy, RecordType } from '@shared/api/types'
import { RemoveRow } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const kinds = ['phone', 'email', 'exact', 'name', 'code'] as const
const facts = [
  'customer.phone',
  'customer.email',
  'customer.name',
  'customer.callerIdName',
  'customer.company',
  'customer.sipAddress',
  'customer.id',
]

interface Props {
  rule: IdentificationRule
  index: number
  types: RecordType[]
  error: unknown
  change: (rule: IdentificationRule) => void
}

/** How records of one type are recognised: any of the ways is enough. */
export function RuleEditor({ rule, index, types, error, change }: Props) {
  const { t } = useTranslation()
  const fields = types.find(({ name }) => name === rule.recordType)?.fields ?? []
  const choices = types.map(({ name, label }) => ({ value: name, label }))
  if (rule.recordType && !choices.some(({ value }) => value === rule.recordType))
    choices.push({ value: rule.recordType, label: rule.recordType })
  const set = (at: number, next: IdentifyBy) => change({ ...rule, by: rule.by.map((old, place) => (place === at ? next : old)) })
  return (
    <Stack gap="sm">
      <Group align="flex-end">
        <Select
          label={t('query.recordType')}
          searchable
          allowDeselect={false}
          data={choices}
          value={rule.recordType || null}
          error={problemAt(error, `/rules/${index}/recordType`)}
          onChange={(recordType) => recordType && change({ ...rule, recordType })}
        />
        <Switch
          mb={8}
          label={t('identification.on')}
          checked={rule.enabled}
          error={problemAt(error, `/rules/${index}/by`)}
          onChange={(event) => change({ ...rule, enabled: event.currentTarget.checked })}
        />
      </Group>
      {rule.by.map((by, at) => (
        <Group key={at} gap="xs" align="flex-start" role="group" aria-label={t('identification.way', { number: at + 1 })}>
          <Autocomplete
            flex="1 1 170px"
            aria-label={t('identification.compare')}
            placeholder={t('identification.compare')}
            data={facts}
            value={by.fact}
            error={problemAt(error, `/rules/${index}/by/${at}/fact`)}
            onChange={(fact) => set(at, { ...by, fact })}
          />
          <Select
            w={150}
            aria-label={t('identification.kind')}
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: t(`identification.kindOf.${value}`) }))}
            value={by.kind}
            onChange={(kind) => kind && set(at, { ...by, kind: kind as IdentifyBy['kind'] })}
          />
          <Group flex="2 1 220px" gap={2} wrap="nowrap" align="flex-start">
            <TagsInput
              flex={1}
              miw={0}
              aria-label={t('identification.fields')}
              placeholder={by.fields.length === 0 ? t('identification.fields') : undefined}
              data={fields.map(({ name }) => name)}
              value={by.fields}
              error={problemAt(error, `/rules/${index}/by/${at}/fields`)}
              onChange={(next) => set(at, { ...by, fields: next })}
            />
            <RemoveRow remove={() => change({ ...rule, by: rule.by.filter((_, place) => place !== at) })} />
          </Group>
        </Group>
      ))}
      <Group>
        <Button
          size="compact-sm"
          variant="subtle"
          leftSection={<IconPlus size={14} />}
          onClick={() => change({ ...rule, by: [...rule.by, { fact: '', kind: 'phone', fields: [] }] })}
        >
          {t('identification.addWay')}
        </Button>
      </Group>
    </Stack>
  )
}
