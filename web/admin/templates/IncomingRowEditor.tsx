import { ActionIcon, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import type { CaseType, IncomingTarget } from '@shared/api/types'
import { IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { incoming } from './mapping'
import type { RowProps } from './OutgoingRowEditor'
import { TargetPicker } from './TargetPicker'

export function IncomingSourceCell({ entry, record, facts, bad, change }: RowProps) {
  const row = incoming(entry.row)
  const value = 'record' in row.source ? { field: row.source.record } : row.source
  return (
    <TargetPicker
      record={record}
      kind="incoming"
      value={value}
      facts={facts}
      error={bad}
      onChange={(next) => change({ ...entry, row: { ...row, source: 'field' in next ? { record: next.field } : next } })}
    />
  )
}

const status = '\u0000status'
const note = '\u0000note'

export function IncomingTargetCell({ entry, facts, bad, change, types }: RowProps & { types: CaseType[] }) {
  const { t } = useTranslation()
  const row = incoming(entry.row)
  const chosen = 'caseField' in row.target ? row.target.caseField : 'note' in row.target ? note : status
  const fields = facts
    .filter(({ group }) => group === 'caseField')
    .map(({ path, label }) => ({ value: path.replace(/^case\.values\./, ''), label }))
  if ('caseField' in row.target && chosen && !fields.some(({ value }) => value === chosen)) fields.push({ value: chosen, label: chosen })
  const target = (name: string): IncomingTarget =>
    name === status ? { caseStatus: true } : name === note ? { note: true } : { caseField: name }
  const choices =
    'caseStatus' in row.target ? statusesOf(types) : types.flatMap((type) => type.fields.find(({ name }) => name === chosen)?.choices ?? [])
  return (
    <Stack gap={6}>
      <Select
        aria-label={t('templates.caseTarget')}
        placeholder={t('templates.chooseCaseTarget')}
        searchable
        allowDeselect={false}
        error={bad}
        data={[
          {
            group: t('nav.cases'),
            items: [
              { value: status, label: t('templates.caseStatus') },
              { value: note, label: t('templates.caseNote') },
            ],
          },
          { group: t('factGroup.caseField'), items: fields },
        ]}
        value={chosen || null}
        onChange={(name) => name && change({ ...entry, row: { ...row, target: target(name) } })}
      />
      {!('note' in row.target) && (
        <ValueMap
          map={row.map ?? {}}
          choices={choices}
          onChange={(map) => change({ ...entry, row: { ...row, map: Object.keys(map).length > 0 ? map : undefined } })}
        />
      )}
    </Stack>
  )
}

/** Every status once, with the case types that have it. */
function statusesOf(types: CaseType[]): { value: string; label: string }[] {
  const found = new Map<string, { label: string; types: string[] }>()
  for (const type of types)
    for (const { name, label } of type.statuses) found.set(name, { label, types: [...(found.get(name)?.types ?? []), type.label] })
  return [...found].map(([value, { label, types: having }]) => ({ value, label: `${label} (${having.join(', ')})` }))
}

/** What each code of theirs means in our words; a code that is not in it is taken as it comes. */
function ValueMap({
  map,
  choices,
  onChange,
}: {
  map: Record<string, string>
  choices: { value: string; label: string }[]
  onChange: (map: Record<string, string>) => void
}) {
  const { t } = useTranslation()
  const [lines, setLines] = useState(() => Object.entries(map))
  const unique = [...new Map(choices.map((choice) => [choice.value, choice])).values()]
  function update(next: [string, string][]) {
    setLines(next)
    onChange(Object.fromEntries(next.filter(([from, to]) => from && to)))
  }
  const set = (index: number, line: [string, string]) => update(lines.map((old, at) => (at === index ? line : old)))
  return (
    <Stack gap={4}>
      {lines.map(([from, to], index) => (
        <Group key={index} gap={4} wrap="nowrap">
          <TextInput
            size="xs"
            flex={1}
            aria-label={t('templates.mapFrom')}
            placeholder={t('templates.mapFrom')}
            value={from}
            onChange={(event) => set(index, [event.currentTarget.value, to])}
          />
          <Text size="xs">→</Text>
          {unique.length > 0 ? (
            <Select
              size="xs"
              flex={1}
              aria-label={t('templates.mapTo')}
              placeholder={t('templates.mapTo')}
              data={unique}
              value={to || null}
              onChange={(value) => set(index, [from, value ?? ''])}
            />
          ) : (
            <TextInput
              size="xs"
              flex={1}
              aria-label={t('templates.mapTo')}
              placeholder={t('templates.mapTo')}
              value={to}
              onChange={(event) => set(index, [from, event.currentTarget.value])}
            />
          )}
          <ActionIcon
            variant="subtle"
            color="gray"
            aria-label={t('action.remove')}
            onClick={() => update(lines.filter((_, at) => at !== index))}
          >
            <IconTrash size={15} />
          </ActionIcon>
        </Group>
      ))}
      <Group>
        <Button size="compact-xs" variant="subtle" onClick={() => setLines([...lines, ['', '']])}>
          {t('templates.mapAdd')}
        </Button>
      </Group>
    </Stack>
  )
}
