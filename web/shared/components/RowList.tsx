import { ActionIcon, Button, Group, Text } from '@mantine/core'
import { IconArrowDown, IconArrowUp, IconTrash } from '@tabler/icons-react'
import { type HTMLAttributes, type Key, type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

export function moved<T>(list: T[], from: number, to: number): T[] {
  if (to < 0 || to >= list.length) return list
  const result = [...list]
  result.splice(to, 0, ...result.splice(from, 1))
  return result
}

interface ToolsProps {
  index: number
  count: number
  move: (to: number) => void
  remove?: () => void
}

/** Up, down, away. */
export function RowTools({ index, count, move, remove }: ToolsProps) {
  const { t } = useTranslation()
  return (
    <Group gap={2} wrap="nowrap">
      <ActionIcon variant="subtle" color="gray" disabled={index === 0} aria-label={t('rows.up')} onClick={() => move(index - 1)}>
        <IconArrowUp size={17} />
      </ActionIcon>
      <ActionIcon variant="subtle" color="gray" disabled={index === count - 1} aria-label={t('rows.down')} onClick={() => move(index + 1)}>
        <IconArrowDown size={17} />
      </ActionIcon>
      {remove && <RemoveRow remove={remove} />}
    </Group>
  )
}

export function RemoveRow({ remove }: { remove: () => void }) {
  const { t } = useTranslation()
  return (
    <ActionIcon variant="subtle" color="red" aria-label={t('rows.remove')} onClick={remove}>
      <IconTrash size={17} />
    </ActionIcon>
  )
}

interface Props<T> {
  rows: T[]
  change: (rows: T[]) => void
  /** What stays with a row when it moves; its place, where rows have nothing of the kind. */
  keyOf?: (row: T) => Key
  className: string
  /** How a row is announced, and whatever else its element carries. */
  row: (row: T, index: number) => HTMLAttributes<HTMLDivElement> & Record<`data-${string}`, unknown>
  children: (row: T, set: (next: T) => void, index: number) => ReactNode
  /** Below a row, as wide as all of it. */
  below?: (index: number) => ReactNode
  /** What adds a row. */
  add: ReactNode
}

/** Rows in an order that matters: Alt and an arrow key, or the arrows beside it, move one; one that was removed can be had back. */
export function RowList<T>({ rows, change, keyOf, className, row: element, children, below, add }: Props<T>) {
  const { t } = useTranslation()
  const [removed, setRemoved] = useState<{ row: T; index: number }>()
  const move = (from: number, to: number) => change(moved(rows, from, to))
  return (
    <>
      {rows.map((row, index) => (
        <div
          key={keyOf?.(row) ?? index}
          role="group"
          className={className}
          {...element(row, index)}
          onKeyDownCapture={(event) => {
            const step = event.altKey ? { ArrowUp: -1, ArrowDown: 1 }[event.key] : undefined
            if (!step) return
            event.preventDefault()
            event.stopPropagation()
            move(index, index + step)
          }}
        >
          {children(row, (next) => change(rows.map((old, at) => (at === index ? next : old))), index)}
          <RowTools
            index={index}
            count={rows.length}
            move={(to) => move(index, to)}
            remove={() => {
              setRemoved({ row, index })
              change(rows.filter((_, at) => at !== index))
            }}
          />
          {below?.(index)}
        </div>
      ))}
      <Group className={`${className}-end`} justify="space-between">
        {add}
        {removed && (
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t('rows.removed')}
            </Text>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => {
                change([...rows.slice(0, removed.index), removed.row, ...rows.slice(removed.index)])
                setRemoved(undefined)
              }}
            >
              {t('action.undo')}
            </Button>
          </Group>
        )}
      </Group>
    </>
  )
}
