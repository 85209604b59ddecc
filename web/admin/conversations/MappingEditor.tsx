import { Autocomplete, Button, Checkbox, Select, Stack, TagsInput, TextInput } from '@mantine/core'
import type { Problem, RecordType } from '@shared/api/types'
import { RowList } from '@shared/components/RowList'
import { IconArrowRight, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RowProblems } from '../templates/MappingRows'
import { type DraftRow, draftRow } from '../templates/mapping'
import { type OutgoingRow, outgoing } from '../templates/rows'
import { TargetPicker } from '../templates/TargetPicker'
import { TextSource } from '../templates/TextSource'
import { ValueMap } from '../templates/ValueMap'
import { useSessionFacts } from './facts'
import type { MappingDraft } from './policy'

interface Props {
  mapping: MappingDraft
  record: RecordType | undefined
  /** What is wrong, each with its place in this mapping, such as `/rows/2/target`. */
  problems: Problem[]
  change: (mapping: MappingDraft) => void
}

/** What of a session goes into which fields of one record type, and which of its fields agents see. */
export function MappingEditor({ mapping, record, problems, change }: Props) {
  const { t } = useTranslation()
  const facts = useSessionFacts()
  const at = (index: number, part = '') => problems.filter((one) => `${one.at}/`.startsWith(`/rows/${index}/${part}`))
  const add = () => change({ ...mapping, rows: [...mapping.rows, draftRow({ source: { fact: '' }, target: { field: '' } })] })
  return (
    <>
      <RowList
        rows={mapping.rows}
        change={(rows) => change({ ...mapping, rows })}
        keyOf={({ key }) => key}
        className="mapping"
        row={(_, index) => ({
          'aria-label': t('templates.row', { number: index + 1 }),
          'data-bad': at(index).length > 0 || undefined,
        })}
        below={(index) => <RowProblems problems={at(index)} />}
        add={
          <Button variant="light" leftSection={<IconPlus size={16} />} onClick={add}>
            {t('templates.addAnother')}
          </Button>
        }
      >
        {(entry, set, index) => {
          const row = outgoing(entry.row)
          return (
            <>
              <Source entry={entry} row={row} bad={at(index, 'source').length > 0} change={(next) => set({ ...entry, row: next })} />
              <IconArrowRight className="arrow" size={18} style={{ boxSizing: 'content-box' }} aria-hidden />
              <TargetPicker
                record={record}
                kind="create"
                value={row.target}
                facts={facts}
                error={at(index, 'target').length > 0}
                onChange={(target) => set({ ...entry, row: { ...row, target } })}
              />
            </>
          )
        }}
      </RowList>
      <TagsInput
        m="md"
        mt={0}
        label={t('conversations.shown')}
        description={t('conversations.shownHelp')}
        data={(record?.fields ?? []).filter(({ readable }) => readable).map(({ name }) => name)}
        value={mapping.shown}
        onChange={(shown) => change({ ...mapping, shown })}
      />
    </>
  )
}

function Source({ entry, row, bad, change }: { entry: DraftRow; row: OutgoingRow; bad: boolean; change: (row: OutgoingRow) => void }) {
  const { t } = useTranslation()
  const facts = useSessionFacts()
  const isText = 'text' in row.source
  const groups = [...new Set(facts.map(({ group }) => group))].map((group) => ({
    group: t(`factGroup.${group}`),
    items: facts.filter((fact) => fact.group === group).map(({ path }) => path),
  }))
  return (
    <Stack gap={6}>
      <Select
        aria-label={t('templates.sourceKind')}
        allowDeselect={false}
        data={[
          { value: 'fact', label: t('conversations.sourceFact') },
          { value: 'text', label: t('sourceKind.text') },
        ]}
        value={isText ? 'text' : 'fact'}
        onChange={(kind) => kind && change({ ...row, source: kind === 'text' ? { text: '' } : { fact: '' } })}
      />
      {'text' in row.source ? (
        <TextSource
          label={t('sourceKind.text')}
          value={row.source.text}
          onChange={(text) => change({ ...row, source: { text } })}
          facts={facts}
          error={bad}
        />
      ) : (
        <Autocomplete
          aria-label={t('templates.source')}
          placeholder={t('conversations.factPlaceholder')}
          data={groups}
          value={row.source.fact}
          error={bad}
          onChange={(fact) => change({ ...row, source: { fact } })}
        />
      )}
      {!isText && (
        <ValueMap
          key={entry.key}
          map={row.map}
          from={{ label: t('templates.ours') }}
          to={{ label: t('templates.theirs') }}
          change={(map) => change({ ...row, map })}
          help={t('templates.mapHelp')}
        >
          <TextInput
            size="xs"
            flex="1 1 80px"
            aria-label={t('templates.default')}
            placeholder={t('templates.default')}
            value={row.default ?? ''}
            onChange={(event) => change({ ...row, default: event.currentTarget.value || null })}
          />
          <Checkbox
            size="xs"
            label={t('templates.ignoreEmpty')}
            checked={row.ignoreEmpty ?? true}
            onChange={(event) => change({ ...row, ignoreEmpty: event.currentTarget.checked })}
          />
        </ValueMap>
      )}
    </Stack>
  )
}
