import { Autocomplete, Button, Group, Stack, Text } from '@mantine/core'
import type { DynamicData, Problem, RecordType } from '@shared/api/types'
import { RemoveRow, RowList } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { MappingFrame } from '../conversations/MappingFrame'
import { AddEntity } from '../conversations/Mappings'
import { RowProblems } from '../templates/MappingRows'
import type { ShownDraft } from './draft'

interface Props {
  mapping: ShownDraft
  types: RecordType[]
  limits: DynamicData['everyones']
  /** What is wrong, each with its place in this mapping, such as `/records/0/fields/2`. */
  problems: Problem[]
  change: (mapping: ShownDraft) => void
  remove: () => void
}

/** One named choice of fields: its name, whether it counts, and the fields of each of its record types. */
export function ShownEditor({ mapping, types, limits, problems, change, remove }: Props) {
  const { t } = useTranslation()
  const record = (index: number, fields: string[]) =>
    change({ ...mapping, records: mapping.records.map((old, at) => (at === index ? { ...old, fields } : old)) })
  return (
    <Stack gap="md" pb="md">
      <Stack gap="sm" px="md">
        <MappingFrame
          mapping={mapping}
          required
          error={problems.find(({ at }) => at === '/name')?.message}
          inUseHelp={t('dynamicData.inUseHelp')}
          change={(part) => change({ ...mapping, ...part })}
          remove={remove}
        />
      </Stack>
      {mapping.records.map(({ recordType, fields }, index) => {
        const type = types.find(({ name }) => name === recordType)
        const start = `/records/${index}`
        const offered = (type?.fields ?? []).filter(({ readable }) => readable).map(({ name }) => name)
        return (
          <section key={recordType} aria-label={recordType}>
            <Group px="md" justify="space-between">
              <Group gap="xs">
                <Text fw={600}>{type?.label ?? recordType}</Text>
                <Text size="sm" c="dimmed">
                  {t('dynamicData.count', { count: fields.length, most: limits.most ?? limits.mostText + limits.mostOther })}
                </Text>
              </Group>
              <RemoveRow remove={() => change({ ...mapping, records: mapping.records.filter((_, at) => at !== index) })} />
            </Group>
            <Stack px="md" gap={6}>
              <RowProblems problems={problems.filter(({ at }) => at === `${start}/fields` || at === `${start}/recordType`)} />
            </Stack>
            <RowList
              rows={fields}
              change={(next) => record(index, next)}
              className="shown-field"
              row={(_, at) => ({ 'aria-label': t('dynamicData.field', { number: at + 1 }) })}
              add={
                <Button variant="light" leftSection={<IconPlus size={16} />} onClick={() => record(index, [...fields, ''])}>
                  {t('conversations.addField')}
                </Button>
              }
            >
              {(field, set, at) => (
                <Autocomplete
                  flex={1}
                  aria-label={t('dynamicData.external')}
                  placeholder={t('dynamicData.external')}
                  data={offered.filter((name) => name === field || !fields.includes(name))}
                  value={field}
                  error={problems.find((one) => one.at === `${start}/fields/${at}`)?.message}
                  onChange={set}
                />
              )}
            </RowList>
          </section>
        )
      })}
      <AddEntity
        types={types.filter(({ name }) => !mapping.records.some(({ recordType }) => recordType === name))}
        add={(recordType) => change({ ...mapping, records: [...mapping.records, { recordType, fields: [''] }] })}
      />
    </Stack>
  )
}
