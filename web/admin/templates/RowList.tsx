import { ActionIcon, Button, Group, Text } from '@mantine/core'
import type { CaseType, Fact, Problem, RecordType, TemplateKind } from '@shared/api/types'
import { Tone } from '@shared/components/Tone'
import { IconAlertTriangle, IconArrowDown, IconArrowRight, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { IncomingSourceCell, IncomingTargetCell } from './IncomingRowEditor'
import { byRow, type DraftRow, emptyRow, isOutgoing, moved } from './mapping'
import { OutgoingSourceCell, OutgoingTargetCell } from './OutgoingRowEditor'

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

export function RowList({ rows, kind, record, facts, types, connectionId, problems, change }: Props) {
  const { t } = useTranslation()
  const list = useRef<HTMLDivElement>(null)
  const [removed, setRemoved] = useState<{ entry: DraftRow; index: number }>()
  const found = byRow(problems)
  const parents = staticCodes(rows, record)
  const replace = (index: number, entry: DraftRow) => change(rows.map((old, at) => (at === index ? entry : old)))
  function remove(index: number) {
    setRemoved({ entry: rows[index], index })
    change(rows.filter((_, at) => at !== index))
  }
  function add() {
    change([...rows, emptyRow(kind)])
    setTimeout(() => list.current?.querySelector<HTMLInputElement>('.mapping:last-of-type input')?.focus())
  }
  function press(event: KeyboardEvent, index: number) {
    const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined
    if (!step) return
    event.preventDefault()
    event.stopPropagation()
    change(moved(rows, index, index + step))
  }
  return (
    <div ref={list}>
      {rows.map((entry, index) => {
        const here = found.get(index) ?? []
        const errors = here.filter(({ severity }) => severity !== 'warning')
        const props = { entry, kind, record, facts, connectionId, parents, change: (next: DraftRow) => replace(index, next) }
        const bad = (part: string) => errors.some(({ at }) => at.startsWith(`/rows/${index}/${part}`))
        const out = isOutgoing(entry.row)
        return (
          <div
            key={entry.key}
            className="mapping"
            role="group"
            aria-label={t('templates.row', { number: index + 1 })}
            data-bad={errors.length > 0 || undefined}
            data-warn={(errors.length === 0 && here.length > 0) || undefined}
            onKeyDownCapture={(event) => press(event, index)}
          >
            {out ? <OutgoingSourceCell {...props} bad={bad('source')} /> : <IncomingSourceCell {...props} bad={bad('source')} />}
            <IconArrowRight className="arrow" size={18} style={{ boxSizing: 'content-box' }} aria-hidden />
            {out ? (
              <OutgoingTargetCell {...props} bad={bad('target')} />
            ) : (
              <IncomingTargetCell {...props} types={types} bad={bad('target')} />
            )}
            <Group gap={2} wrap="nowrap">
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={index === 0}
                aria-label={t('templates.moveUp')}
                onClick={() => change(moved(rows, index, index - 1))}
              >
                <IconArrowUp size={17} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                disabled={index === rows.length - 1}
                aria-label={t('templates.moveDown')}
                onClick={() => change(moved(rows, index, index + 1))}
              >
                <IconArrowDown size={17} />
              </ActionIcon>
              <ActionIcon variant="subtle" color="red" aria-label={t('templates.removeRow')} onClick={() => remove(index)}>
                <IconTrash size={17} />
              </ActionIcon>
            </Group>
            {here.length > 0 && (
              <Group className="wide" gap={6} role="status">
                {here.map((problem) => (
                  <Tone key={problem.at + problem.code} tone={problem.severity === 'warning' ? 'hold' : 'bad'} icon={IconAlertTriangle}>
                    <span style={{ whiteSpace: 'normal' }}>{problem.message}</span>
                  </Tone>
                ))}
              </Group>
            )}
          </div>
        )
      })}
      <Group p="md" justify="space-between">
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={add}>
          {t('templates.addAnother')}
        </Button>
        {removed && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('templates.rowRemoved')}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                change([...rows.slice(0, removed.index), removed.entry, ...rows.slice(removed.index)])
                setRemoved(undefined)
              }}
            >
              {t('action.undo')}
            </Button>
          </Group>
        )}
      </Group>
    </div>
  )
}

/** The codes that rows set as plain text, by code list. */
function staticCodes(rows: DraftRow[], record: RecordType | undefined): Record<string, string> {
  const found: Record<string, string> = {}
  for (const { row } of rows) {
    if (!isOutgoing(row) || !('field' in row.target) || !('text' in row.source) || row.source.text.includes('{{')) continue
    const { field } = row.target
    const list = record?.fields.find(({ name }) => name === field)?.codes
    if (list) found[list] = row.source.text
  }
  return found
}
