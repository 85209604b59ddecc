import { Autocomplete, Group, Input, Select, Stack, Text, TextInput } from '@mantine/core'
import { ErrorNotice } from '@shared/components/Failure'
import { RemoveRow } from '@shared/components/RowList'
import { IconArrowRight, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { describeQuery } from '../../queries'
import { Extended } from '../../query/Extended'
import { useQueryFields } from '../../query/useQueryFields'
import { freeItem, itemName } from '../form'
import type { RecordQuery } from '../types'
import type { FieldProps } from './field'
import { beside } from './Pickers'

/** Fields of the record that is found, each with the extra item it goes into. */
export function ItemFields(props: FieldProps) {
  const { one, kind, field, label, help, error, set } = props
  const { t } = useTranslation()
  const connectionId = beside(props, 'connection')
  const query = kind.form.find(({ type }) => type === 'query')
  const recordType = query ? ((one.node[query.name] as RecordQuery | undefined)?.recordType ?? '') : beside(props, 'recordType')
  const known = useQueryFields(connectionId, recordType)
  const described = useQuery({ ...describeQuery(connectionId), enabled: connectionId !== '' && recordType === '' })
  const anyType = recordType ? [] : (described.data?.recordTypes ?? []).flatMap((type) => type.fields.map(({ name }) => name))
  const rows = Object.entries((one.node[field.name] ?? {}) as Record<string, string>)
  const change = (next: [string, string][]) => set(Object.fromEntries(next))
  const paths = [...new Set([...known.fields.map(({ path }) => path), ...anyType])]
  const put = (index: number, row: [string, string]) => change(rows.map((old, at) => (at === index ? row : old)))
  const free = (name: string) =>
    freeItem(
      rows.map(([taken]) => taken),
      name,
    )
  return (
    <Input.Wrapper label={label} description={help} error={error} labelElement="div">
      <Stack gap="xs" mt="xs">
        {rows.map(([item, path], index) => (
          <Group key={index} gap={4} wrap="nowrap" align="center">
            <Autocomplete
              flex={1}
              miw={0}
              aria-label={t('flows.items.field')}
              placeholder={t('flows.items.field')}
              data={paths}
              limit={60}
              value={path}
              onChange={(next) => put(index, [item, next])}
            />
            <IconArrowRight size={15} aria-hidden style={{ flex: 'none' }} />
            <TextInput
              flex={1}
              miw={0}
              aria-label={t('flows.items.into')}
              placeholder={t('flows.items.into')}
              value={item}
              onChange={(event) => {
                const name = event.currentTarget.value
                if (!rows.some(([other], at) => other === name && at !== index)) put(index, [name, path])
              }}
            />
            <RemoveRow remove={() => change(rows.filter((_, at) => at !== index))} />
          </Group>
        ))}
        {rows.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('flows.items.noFields')}
          </Text>
        )}
        <Group gap="xs" align="flex-end" grow>
          <Select
            label={t('flows.items.addField')}
            description={t('flows.items.addFieldHelp')}
            leftSection={<IconPlus size={15} />}
            searchable
            disabled={paths.length === 0}
            data={paths.filter((path) => !rows.some(([, taken]) => taken === path))}
            limit={80}
            value={null}
            onChange={(path) => path && change([...rows, [free(itemName(path)), path]])}
          />
          {recordType && <Extended opens={known.opens} open={known.open} />}
        </Group>
        <ErrorNotice error={known.error ?? described.error} />
      </Stack>
    </Input.Wrapper>
  )
}
