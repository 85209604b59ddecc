import { Button, Group } from '@mantine/core'
import type { CaseType, Fact, Problem, RecordType, TemplateKind } from '@shared/api/types'
import { RowList } from '@shared/components/RowList'
import { Tone } from '@shared/components/Tone'
import { IconAlertTriangle, IconArrowRight, IconPlus } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { IncomingSourceCell, IncomingTargetCell } from './IncomingRowEditor'
import { byRow, type DraftRow, emptyRow } from './mapping'
import { OutgoingSourceCell, OutgoingTargetCell } from './OutgoingRowEditor'
import { isOutgoing } from './rows'

interface Props {
  rows: DraftRow[]
  kind: TemplateKind
  record: RecordType | undefined
  facts: Fact[]
  types: CaseType[]
  connectionId: string
  problems: Problem[]
  change: (rows: DraftRow[]) => void
}

export function MappingRows({ rows, problems, change, ...shared }: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const found = byRow(problems)
  const parents = fixedCodes(rows)
  const errors = (index: number) => (found.get(index) ?? []).filter(({ severity }) => severity !== 'warning')
  function add() {
    change([...rows, emptyRow(shared.kind)])
    setTimeout(() => [...(list.current?.querySelectorAll<HTMLElement>('.mapping') ?? [])].at(-1)?.querySelector('input')?.focus())
  }
  return (
    <div ref={list}>
      <RowList
        rows={rows}
        change={change}
        keyOf={({ key }) => key}
        className="mapping"
        row={(_, index) => ({
          'aria-label': t('templates.row', { number: index + 1 }),
          'data-bad': errors(index).length > 0 || undefined,
          'data-warn': (errors(index).length === 0 && found.has(index)) || undefined,
        })}
        below={(index) => <RowProblems problems={found.get(index) ?? []} />}
        add={
          <Button variant="light" leftSection={<IconPlus size={16} />} onClick={add}>
            {t('templates.addAnother')}
          </Button>
        }
      >
        {(entry, set, index) => {
          const bad = (part: string) => errors(index).some(({ at }) => at.startsWith(`/rows/${index}/${part}`))
          const cell = { entry, ...shared, parents, change: set }
          const [Source, Target] = isOutgoing(entry.row)
            ? [OutgoingSourceCell, OutgoingTargetCell]
            : [IncomingSourceCell, IncomingTargetCell]
          return (
            <>
              <Source {...cell} bad={bad('source')} />
              <IconArrowRight className="arrow" size={18} style={{ boxSizing: 'content-box' }} aria-hidden />
              <Target {...cell} bad={bad('target')} />
            </>
          )
        }}
      </RowList>
    </div>
  )
}

export function RowProblems({ problems }: { problems: Problem[] }) {
  if (problems.length === 0) return null
  return (
    <Group className="wide" gap={6} role="status">
      {problems.map((problem) => (
        <Tone key={problem.at + problem.code} tone={problem.severity === 'warning' ? 'hold' : 'bad'} icon={IconAlertTriangle}>
          <span style={{ whiteSpace: 'normal' }}>{problem.message}</span>
        </Tone>
      ))}
    </Group>
  )
}

/** The codes that rows set as plain text, by field. */
function fixedCodes(rows: DraftRow[]): Record<string, string> {
  const fixed = rows.flatMap(({ row }) =>
    isOutgoing(row) && 'field' in row.target && 'text' in row.source && !row.source.text.includes('{{')
      ? [[row.target.field, row.source.text]]
      : [],
  )
  return Object.fromEntries(fixed)
}
