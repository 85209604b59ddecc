import { Checkbox, Group, Select, Stack, TextInput } from '@mantine/core'
import type { CaseType, Fact, RecordType, TemplateKind } from '@shared/api/types'
import { useTranslation } from 'react-i18next'
import { valuesOf } from './choices'
import { type DraftRow, groupOf, type SourceKind, sourceKinds } from './mapping'
import { outgoing } from './rows'
import { useCodes } from './sources'
import { TargetPicker } from './TargetPicker'
import { TextSource } from './TextSource'
import { ValueMap } from './ValueMap'

export interface RowProps {
  entry: DraftRow
  kind: TemplateKind
  record: RecordType | undefined
  facts: Fact[]
  types: CaseType[]
  connectionId: string
  /** The codes that other rows set, by their list: a subject depends on its service. */
  parents: Record<string, string>
  bad: boolean
  change: (entry: DraftRow) => void
}

export function OutgoingSourceCell({ entry, record, facts, types, connectionId, parents, bad, change }: RowProps) {
  const { t } = useTranslation()
  const row = outgoing(entry.row)
  const target = row.target
  const field = 'field' in target ? record?.fields.find(({ name }) => name === target.field) : undefined
  const list = field?.codes
  const offered = facts.filter(({ group }) => groupOf(entry.kind).includes(group))
  const path = 'fact' in row.source ? row.source.fact : ''
  const data = offered.map((fact) => ({ value: fact.path, label: fact.label }))
  if (path && !data.some(({ value }) => value === path)) data.push({ value: path, label: path })
  const parent = field?.codesParent ? parents[field.codesParent] : undefined
  const codes = useCodes(connectionId, row.map ? list : undefined, undefined)
  return (
    <Stack gap={6}>
      <Group gap={6} wrap="nowrap" align="flex-start">
        <Select
          aria-label={t('templates.sourceKind')}
          w={140}
          miw={140}
          allowDeselect={false}
          data={sourceKinds.map((kind) => ({ value: kind, label: t(`sourceKind.${kind}`) }))}
          value={entry.kind}
          onChange={(kind) =>
            kind && change({ ...entry, kind: kind as SourceKind, row: { ...row, source: kind === 'text' ? { text: '' } : { fact: '' } } })
          }
        />
        <div style={{ flex: 1, minWidth: 0 }}>
          {'text' in row.source ? (
            <TextSource
              label={t('sourceKind.text')}
              value={row.source.text}
              onChange={(text) => change({ ...entry, row: { ...row, source: { text } } })}
              facts={facts}
              codes={list ? { connectionId, list, parent } : undefined}
              error={bad}
              placeholder={list ? undefined : t('templates.textPlaceholder')}
            />
          ) : (
            <Select
              aria-label={t('templates.source')}
              placeholder={t('templates.chooseSource')}
              searchable
              allowDeselect={false}
              data={data}
              value={path || null}
              error={bad}
              nothingFoundMessage={t('nothingFound')}
              onChange={(fact) => fact && change({ ...entry, row: { ...row, source: { fact } } })}
            />
          )}
        </div>
      </Group>
      {'fact' in row.source && (
        <ValueMap
          key={path}
          map={row.map}
          from={{ label: t('templates.ours'), known: valuesOf(types, path) }}
          to={{ label: t('templates.theirs'), known: codes.data?.items.map(({ code, name }) => ({ value: code, label: name })) }}
          change={(map) => change({ ...entry, row: { ...row, map } })}
          help={t('templates.mapHelp')}
        >
          <TextInput
            size="xs"
            flex="1 1 80px"
            aria-label={t('templates.default')}
            placeholder={t('templates.default')}
            value={row.default ?? ''}
            onChange={(event) => change({ ...entry, row: { ...row, default: event.currentTarget.value || null } })}
          />
          <Checkbox
            size="xs"
            label={t('templates.ignoreEmpty')}
            checked={row.ignoreEmpty ?? true}
            onChange={(event) => change({ ...entry, row: { ...row, ignoreEmpty: event.currentTarget.checked } })}
          />
        </ValueMap>
      )}
    </Stack>
  )
}

export function OutgoingTargetCell({ entry, kind, record, facts, bad, change }: RowProps) {
  const row = outgoing(entry.row)
  return (
    <TargetPicker
      record={record}
      kind={kind}
      value={row.target}
      facts={facts}
      error={bad}
      onChange={(target) => change({ ...entry, row: { ...row, target } })}
    />
  )
}
