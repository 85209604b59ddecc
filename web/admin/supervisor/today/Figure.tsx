import { Button, Group, Table, Title, VisuallyHidden } from '@mantine/core'
import { IconChartBar, IconTable } from '@tabler/icons-react'
import { type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  title: string
  /** What the picture shows, in a sentence. */
  summary: string
  heads: string[]
  rows: (string | number)[][]
  children: ReactNode
}

/** A chart, and the same as a table: for those who do not see it always, for anybody else at a press. */
export function Figure({ title, summary, heads, rows, children }: Props) {
  const { t } = useTranslation()
  const [asTable, setAsTable] = useState(false)
  const id = useId()
  const table = (
    <Table verticalSpacing={4} horizontalSpacing="xs" fz="sm" aria-labelledby={id}>
      <Table.Thead>
        <Table.Tr>
          {heads.map((head, index) => (
            <Table.Th key={head} scope="col" ta={index > 0 ? 'right' : undefined}>
              {head}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map(([first, ...rest], index) => (
          <Table.Tr key={index}>
            <Table.Th scope="row" fw={500}>
              {first}
            </Table.Th>
            {rest.map((value, column) => (
              <Table.Td key={column} ta="right">
                {value}
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
  return (
    <figure className="chart card">
      <Group justify="space-between" gap="xs" wrap="nowrap" align="flex-start">
        <Title order={3} id={id}>
          {title}
        </Title>
        <Button
          size="compact-sm"
          variant="subtle"
          style={{ flex: 'none' }}
          aria-pressed={asTable}
          aria-describedby={id}
          leftSection={asTable ? <IconChartBar size={15} /> : <IconTable size={15} />}
          onClick={() => setAsTable(!asTable)}
        >
          {t(asTable ? 'floor.today.asChart' : 'floor.today.asTable')}
        </Button>
      </Group>
      <figcaption>{summary}</figcaption>
      {asTable ? (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        <section className="chart-table" aria-labelledby={id} tabIndex={0}>
          {table}
        </section>
      ) : (
        <>
          <div className="chart-picture" aria-hidden>
            {children}
          </div>
          <VisuallyHidden>{table}</VisuallyHidden>
        </>
      )}
    </figure>
  )
}
