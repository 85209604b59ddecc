import { Button, TagsInput } from '@mantine/core'
import type { Problem, RecordType } from '@shared/api/types'
import { RowList } from '@shared/components/RowList'
import { Tone } from '@shared/components/Tone'
import { IconAlertTriangle, IconArrowRight, IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { RowProblems } from '../templates/MappingRows'
import { draftRow } from '../templates/mapping'
import { outgoing } from '../templates/rows'
import { TargetPicker } from '../templates/TargetPicker'
import { useSessionFacts } from './facts'
import { RowSource } from './MappingRow'
import type { MappingChannels, RecordDraft } from './policy'
import { begun, type Catalogue, sourcesFor, tooShort } from './sources'

interface Props {
  mapping: RecordDraft
  channels: MappingChannels
  catalogue: Catalogue | undefined
  record: RecordType | undefined
  /** What is wrong, each with its place in this mapping, such as `/rows/2/target`. */
  problems: Problem[]
  change: (mapping: RecordDraft) => void
}

/** What of a session goes into which fields of one record type, and which of its fields agents see. */
export function MappingEditor({ mapping, channels, catalogue, record, problems, change }: Props) {
  const { t } = useTranslation()
  const facts = useSessionFacts()
  const at = (index: number, part = '') => problems.filter((one) => `${one.at}/`.startsWith(`/rows/${index}/${part}`))
  const first = sourcesFor(channels, catalogue)[0]
  const add = () => change({ ...mapping, rows: [...mapping.rows, draftRow({ source: begun(first), target: { field: '' } })] })
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
        below={(index) => (
          <>
            <RowProblems problems={at(index)} />
            <Short count={tooShort(outgoing(mapping.rows[index].row), record?.fields ?? [])} />
          </>
        )}
        add={
          <Button variant="light" leftSection={<IconPlus size={16} />} onClick={add}>
            {t('conversations.addField')}
          </Button>
        }
      >
        {(entry, set, index) => {
          const row = outgoing(entry.row)
          return (
            <>
              <RowSource
                entry={entry}
                row={row}
                channels={channels}
                catalogue={catalogue}
                bad={at(index, 'source').length > 0}
                change={(next) => set({ ...entry, row: next })}
              />
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

/** A transcript seldom fits into a short field: whoever maps one there is told beforehand. */
function Short({ count }: { count: number | undefined }) {
  const { t } = useTranslation()
  if (!count) return null
  return (
    <div className="wide" role="status">
      <Tone tone="hold" icon={IconAlertTriangle}>
        <span style={{ whiteSpace: 'normal' }}>{t('conversations.transcriptShort', { count })}</span>
      </Tone>
    </div>
  )
}
