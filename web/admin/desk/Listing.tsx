import { ActionIcon, Button, Group, Modal, Stack, Table, Text } from '@mantine/core'
import { moved, RemoveRow, RowTools } from '@shared/components/RowList'
import { IconPencil, IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

export interface ListColumn<T> {
  title: string
  /** Not on narrow screens. */
  wide?: boolean
  show: (one: T) => ReactNode
}

interface Props<T> {
  title: string
  explain: string
  rows: T[]
  columns: ListColumn<T>[]
  nameOf: (one: T) => string
  add: string
  fresh: () => T
  /** What is said of a row when the hub refused it. */
  wrong?: (index: number) => string | undefined
  /** Why a row cannot stay as it is; nothing where it can. */
  refuse: (one: T, index: number) => string | undefined
  save: (one: T, index: number) => void
  remove: (one: T, index: number) => void
  /** Where the order matters: the rows in another one. */
  order?: (rows: T[]) => void
  form: (one: T, set: (part: Partial<T>) => void) => ReactNode
}

/** Rows of one kind: a table, a form for one of them in a window, the way to add and to take away. */
export function Listing<T extends object>(props: Props<T>) {
  const { t } = useTranslation()
  const { title, explain, rows, columns, nameOf, add, fresh, wrong, refuse, save, remove, order, form } = props
  const [open, setOpen] = useState<{ one: T; index: number }>()
  const why = open && refuse(open.one, open.index)
  return (
    <section className="card flush">
      <Group justify="space-between" p="md" gap="xs">
        <Text size="sm" c="dimmed" maw={680}>
          {explain}
        </Text>
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={() => setOpen({ one: fresh(), index: rows.length })}>
          {add}
        </Button>
      </Group>
      {rows.length > 0 && (
        <Table.ScrollContainer minWidth={0}>
          <Table aria-label={title}>
            <Table.Thead>
              <Table.Tr>
                {columns.map((column) => (
                  <Table.Th key={column.title} className={column.wide ? 'narrow-hide' : undefined}>
                    {column.title}
                  </Table.Th>
                ))}
                <Table.Th aria-label={t('deskSettings.actions')} />
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {rows.map((one, index) => (
                <Table.Tr key={index}>
                  {columns.map((column, at) => (
                    <Table.Td key={column.title} className={column.wide ? 'narrow-hide' : undefined}>
                      {column.show(one)}
                      {at === 0 && wrong?.(index) && (
                        <Text size="sm" c="var(--tone-bad)">
                          {wrong(index)}
                        </Text>
                      )}
                    </Table.Td>
                  ))}
                  <Table.Td>
                    <Group gap={2} justify="flex-end" className="desk-tools">
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={`${t('action.edit')}: ${nameOf(one)}`}
                        onClick={() => setOpen({ one, index })}
                      >
                        <IconPencil size={17} />
                      </ActionIcon>
                      {order ? (
                        <RowTools
                          index={index}
                          count={rows.length}
                          move={(to) => order(moved(rows, index, to))}
                          remove={() => remove(one, index)}
                        />
                      ) : (
                        <RemoveRow remove={() => remove(one, index)} />
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      )}
      {open && (
        <Modal opened size="lg" onClose={() => setOpen(undefined)} title={<strong>{nameOf(open.one) || add}</strong>}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (why) return
              save(open.one, open.index)
              setOpen(undefined)
            }}
          >
            <Stack>
              {form(open.one, (part) => setOpen({ ...open, one: { ...open.one, ...part } }))}
              <Group justify="flex-end" gap="sm">
                <Text size="sm" c="dimmed" role="status">
                  {why}
                </Text>
                <Button type="submit" disabled={Boolean(why)}>
                  {t('deskSettings.take')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Modal>
      )}
    </section>
  )
}

/** The list with one put at a place: over what was there, or behind all. */
export const put = <T,>(rows: T[], one: T, index: number) =>
  index < rows.length ? rows.map((old, at) => (at === index ? one : old)) : [...rows, one]
