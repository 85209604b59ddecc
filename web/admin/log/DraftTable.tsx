import { Table, Text } from '@mantine/core'
import type { Draft } from '@shared/api/types'
import { Tone } from '@shared/components/Tone'
import { IconAlertTriangle } from '@tabler/icons-react'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'

/** Where each value came from, what became of it, and what is wrong with it. The same table for a delivery and for a dry run. */
export function DraftTable({ draft }: { draft: Pick<Draft, 'fields'> }) {
  const { t } = useTranslation()
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="32%">{t('trace.target')}</Table.Th>
            <Table.Th>{t('trace.value')}</Table.Th>
            <Table.Th className="narrow-hide" w="28%">
              {t('trace.source')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {(draft.fields ?? []).map((field, index) => (
            <Table.Tr key={index}>
              <Table.Td style={{ verticalAlign: 'top' }}>
                <Text size="sm" fw={550}>
                  {field.target}
                </Text>
                {field.attribute && (
                  <Text size="xs" c="dimmed">
                    {t('trace.attribute')}
                  </Text>
                )}
              </Table.Td>
              <Table.Td style={{ verticalAlign: 'top', overflowWrap: 'anywhere' }}>
                {field.value?.trim() || (
                  <Text size="sm" c="dimmed">
                    {t('trace.empty')}
                  </Text>
                )}
                {field.raw && field.raw !== field.value && (
                  <Text size="xs" c="dimmed">
                    {t('trace.raw')}: {field.raw}
                  </Text>
                )}
                {field.note && (
                  <Text size="xs" c="dimmed">
                    {field.note}
                  </Text>
                )}
                {field.problem && (
                  <div>
                    <Tone tone="bad" icon={IconAlertTriangle}>
                      <span style={{ whiteSpace: 'normal' }}>{field.problem}</span>
                    </Tone>
                  </div>
                )}
              </Table.Td>
              <Table.Td className="narrow-hide" style={{ verticalAlign: 'top' }}>
                <code style={{ fontSize: '0.8rem', overflowWrap: 'anywhere' }}>
                  <Path text={field.source} />
                </code>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** A path such as `case.values.size`, which breaks at its dots where it is too long for its column. */
function Path({ text }: { text: string }) {
  return text.split(/(?<=[._])/).map((part, index) => (
    <Fragment key={index}>
      {part}
      <wbr />
    </Fragment>
  ))
}
