import { Table } from '@mantine/core'
import { localeOf } from '@shared/i18n'
import { useTranslation } from 'react-i18next'
import { clock } from '../sessions/filter'
import { type Name, shown, total } from './figures'
import type { IntervalRow, Subject } from './questions'

const most = 500

/** Intervals down, figures across; below, what all of them come to. */
export function FiguresTable({ rows, subject, zone }: { rows: IntervalRow[]; subject: Subject; zone: string }) {
  const { t, i18n } = useTranslation()
  const locale = localeOf(i18n.language)
  const times = new Intl.DateTimeFormat(locale, { timeZone: zone, hour: '2-digit', minute: '2-digit' })
  const offset = new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'shortOffset' })
  const offsetOf = (at: string) => offset.formatToParts(new Date(at)).find(({ type }) => type === 'timeZoneName')?.value
  // On the day on which clocks are put back an hour comes twice, and only its distance from UTC tells which.
  const twice = new Set(rows.map(({ from }) => offsetOf(from))).size > 1
  const write = (name: Name, figure: number) =>
    name === 'serviceLevel'
      ? new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 }).format(figure)
      : name === 'staffedAgents'
        ? new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(figure)
        : inTime.has(name)
          ? clock(figure)
          : new Intl.NumberFormat(locale).format(figure)
  const names: readonly Name[] = shown[subject]
  const sum = total(rows)
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
    <section className="statistics-scroll" tabIndex={0} aria-label={t('statistics.tab.figures')}>
      <Table className="list statistics-table" stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('statistics.interval')}</Table.Th>
            <Table.Th scope="col">{t(`statistics.of.${subject}`)}</Table.Th>
            {subject === 'agents' && <Table.Th scope="col">{t('statistics.of.queues')}</Table.Th>}
            {names.map((name) => (
              <Table.Th key={name} scope="col" ta="right">
                {t(`statistics.head.${name}`)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.slice(0, most).map((row) => (
            <Table.Tr key={`${row.from} ${row.agent ?? ''} ${row.queue ?? ''}`}>
              <Table.Th scope="row" className="figure">
                {times.formatRange(new Date(row.from), new Date(row.to))} {twice && <small>{offsetOf(row.from)}</small>}
              </Table.Th>
              <Table.Td>{subject === 'agents' ? (row.agentName ?? row.agent) : row.queue}</Table.Td>
              {subject === 'agents' && <Table.Td>{row.queue ?? '–'}</Table.Td>}
              {names.map((name) => (
                <Table.Td key={name} ta="right" className="figure" c={row.figures[name] ? undefined : 'dimmed'}>
                  {write(name, row.figures[name] ?? 0)}
                </Table.Td>
              ))}
            </Table.Tr>
          ))}
        </Table.Tbody>
        <Table.Tfoot>
          <Table.Tr>
            <Table.Th scope="row" colSpan={subject === 'agents' ? 3 : 2}>
              {rows.length > most ? t('statistics.totalOf', { count: rows.length, shown: most }) : t('statistics.total')}
            </Table.Th>
            {names.map((name) => (
              <Table.Th key={name} ta="right" className="figure">
                {write(name, sum[name] ?? 0)}
              </Table.Th>
            ))}
          </Table.Tr>
        </Table.Tfoot>
      </Table>
    </section>
  )
}

const inTime = new Set<Name>([
  'averageWait',
  'longestAnswered',
  'averageHandle',
  'talk',
  'hold',
  'wrapUp',
  'idle',
  'paused',
  'admin',
  'staffed',
])
