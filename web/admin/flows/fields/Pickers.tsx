import { Autocomplete, Select, Text } from '@mantine/core'
import { ErrorNotice } from '@shared/components/Failure'
import { TextLink } from '@shared/components/Links'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { describeQuery, queryFieldsQuery } from '../../queries'
import type { NodeKind } from '../types'
import { useWorkbench } from '../workbench'
import { type FieldProps, saidOf } from './field'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What another field of the same form holds, such as the connection that a record type is to be read from. */
export function beside({ kind, one }: { kind: NodeKind; one: FieldProps['one'] }, type: string): string {
  const field = kind.form.find((other) => other.type === type)
  return field ? text(one.node[field.name]) : ''
}

export function ConnectionField(props: FieldProps) {
  const { one, kind, field, set } = props
  const { t } = useTranslation()
  const { finders, queriers } = useWorkbench()
  const offered = field.choices ?? (kind.form.some(({ type }) => type === 'query') ? queriers : finders)
  return (
    <div>
      <Select
        {...saidOf(props)}
        withAsterisk
        allowDeselect={false}
        data={offered}
        value={text(one.node[field.name]) || null}
        onChange={set}
        nothingFoundMessage={t('nothingFound')}
      />
      {offered.length === 0 && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('flows.form.noConnection')} <TextLink to="/integrations">{t('nav.integrations')}</TextLink>
        </Text>
      )}
    </div>
  )
}

export function RecordTypeField(props: FieldProps) {
  const { one, field, set } = props
  const { t } = useTranslation()
  const connectionId = beside(props, 'connection')
  const described = useQuery({ ...describeQuery(connectionId), enabled: connectionId !== '' })
  return (
    <>
      <Select
        {...saidOf(props)}
        searchable
        clearable={!field.required}
        disabled={!connectionId}
        data={(described.data?.recordTypes ?? []).map((type) => ({ value: type.name, label: type.label }))}
        value={text(one.node[field.name]) || null}
        onChange={(next) => set(next ?? '')}
        nothingFoundMessage={t('nothingFound')}
      />
      <ErrorNotice error={described.error} />
    </>
  )
}

export function RecordFieldField(props: FieldProps) {
  const { one, field, set } = props
  const connectionId = beside(props, 'connection')
  const recordType = beside(props, 'recordType')
  const fields = useQuery({ ...queryFieldsQuery(connectionId, recordType), enabled: connectionId !== '' && recordType !== '' })
  return (
    <Autocomplete
      {...saidOf(props)}
      withAsterisk={field.required}
      disabled={!recordType}
      data={[...new Set((fields.data?.items ?? []).filter(({ filterable }) => filterable).map(({ path }) => path))]}
      value={text(one.node[field.name])}
      onChange={set}
    />
  )
}
