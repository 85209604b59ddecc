import { Checkbox, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { choicesOf, statusesOf } from './choices'
import type { RowProps } from './OutgoingRowEditor'
import { type IncomingTarget, incoming } from './rows'
import { useCodes } from './sources'
import { TargetPicker } from './TargetPicker'
import { ValueMap } from './ValueMap'

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

export function IncomingTargetCell({ entry, facts, record, connectionId, bad, change, types }: RowProps) {
  const { t } = useTranslation()
  const row = incoming(entry.row)
  const chosen = 'caseField' in row.target ? row.target.caseField : 'note' in row.target ? note : status
  const fields = facts
    .filter(({ group }) => group === 'caseField')
    .map(({ path, label }) => ({ value: path.replace(/^case\.values\./, ''), label }))
  if ('caseField' in row.target && chosen && !fields.some(({ value }) => value === chosen)) fields.push({ value: chosen, label: chosen })
  const target = (name: string): IncomingTarget =>
    name === status ? { caseStatus: true } : name === note ? { note: true } : { caseField: name }
  const source = 'record' in row.source ? row.source.record : undefined
  const codes = useCodes(connectionId, record?.fields.find(({ name }) => name === source)?.codes, undefined)
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
          key={chosen}
          map={row.map}
          from={{ label: t('templates.theirs'), known: codes.data?.items.map(({ code, name }) => ({ value: code, label: name })) }}
          to={{ label: t('templates.ours'), choices: 'caseStatus' in row.target ? statusesOf(types) : choicesOf(types, chosen) }}
          change={(map) => change({ ...entry, row: { ...row, map } })}
          help={t(chosen === status ? 'templates.mapStatusHelp' : 'templates.mapHelp')}
        >
          {'caseField' in row.target && (
            <Checkbox
              size="xs"
              label={t('templates.keepWhenEmpty')}
              checked={row.ignoreEmpty ?? true}
              onChange={(event) => change({ ...entry, row: { ...row, ignoreEmpty: event.currentTarget.checked } })}
            />
          )}
        </ValueMap>
      )}
    </Stack>
  )
}
