import { Table, type TableProps, Text } from '@mantine/core'

interface Props extends Omit<TableProps, 'children'> {
  fields: string[]
  records: { record: string; values: Record<string, string | null> }[]
  /** What is narrower than this scrolls. */
  width: number
}

/** Records that a query found, a column for each field. */
export function RecordTable({ fields, records, width, ...table }: Props) {
  return (
    <Table.ScrollContainer minWidth={width}>
      <Table {...table}>
        <Table.Thead>
          <Table.Tr>
            {fields.map((field) => (
              <Table.Th key={field}>{field}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {records.map((one) => (
            <Table.Tr key={one.record}>
              {fields.map((field) => (
                <Table.Td key={field}>{one.values[field] || <Text c="dimmed">–</Text>}</Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}
