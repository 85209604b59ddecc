import { Table } from '@mantine/core'
import type { ReactNode } from 'react'

export interface Column<T> {
  title: string
  /** `right` for figures and for what can be done with a row; `wide`: not on narrow screens, where the first column says it. */
  kind?: 'right' | 'wide' | 'wide right'
  show: (one: T) => ReactNode
}

interface Props<T> {
  items: T[]
  columns: Column<T>[]
  /** What stands there when there is nothing. */
  empty?: ReactNode
  /** Where a press on the row itself leads; the row holds a link to the same place for the keyboard. */
  open?: (one: T) => void
}

/** A list of things that have an id, a row each. */
export function ListTable<T extends { id: string }>({ items, columns, empty, open }: Props<T>) {
  if (items.length === 0) return empty
  const look = ({ kind }: Column<T>) => ({
    className: kind?.startsWith('wide') ? 'narrow-hide' : undefined,
    ta: kind?.endsWith('right') ? ('right' as const) : undefined,
  })
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table highlightOnHover={Boolean(open)} className="list">
        <Table.Thead>
          <Table.Tr>
            {columns.map((column, index) => (
              <Table.Th key={index} {...look(column)}>
                {column.title}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((one) => (
            <Table.Tr key={one.id} data-href={open ? true : undefined} onClick={open && (() => open(one))}>
              {columns.map((column, index) => (
                <Table.Td key={index} {...look(column)}>
                  {column.show(one)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
