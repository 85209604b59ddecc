import { NumberInput, Select, Switch, Textarea, TextInput } from '@mantine/core'
import { instantOf, useTimes, wallTime } from '@shared/time'
import { useTranslation } from 'react-i18next'
import type { FormField } from '../desk/types'
import { kindOf } from './forms'

interface Props {
  field: FormField
  value: string
  error?: string
  change: (value: string) => void
}

/** One field of a record, asked for as what it is. */
export function Field({ field, value, error, change }: Props) {
  const { t } = useTranslation()
  const { zone } = useTimes()
  const same = { label: field.label, name: field.name, required: field.required, error, maxLength: field.length ?? undefined }
  switch (kindOf(field)) {
    case 'choice':
      return (
        <Select
          {...same}
          searchable
          clearable={!field.required}
          data={field.choices ?? []}
          value={value || null}
          onChange={(next) => change(next ?? '')}
        />
      )
    case 'yesNo':
      return (
        <Switch
          label={field.label}
          name={field.name}
          error={error}
          mt="lg"
          checked={value === 'true'}
          onChange={({ currentTarget: { checked } }) => change(String(checked))}
        />
      )
    case 'number':
      return <NumberInput {...same} maxLength={undefined} value={value} onChange={(next) => change(String(next))} hideControls />
    case 'long':
      return (
        <Textarea
          {...same}
          className="wide"
          description={field.value ? undefined : t('console.create.filled')}
          autosize
          minRows={3}
          maxRows={10}
          dir="auto"
          value={value}
          onChange={({ currentTarget }) => change(currentTarget.value)}
        />
      )
    case 'date':
      return <TextInput {...same} type="date" value={value} onChange={({ currentTarget }) => change(currentTarget.value)} />
    case 'moment':
      return (
        <TextInput
          {...same}
          type="datetime-local"
          value={wallTime(value, zone)}
          onChange={({ currentTarget: { value: wall } }) => change(wall ? instantOf(wall, zone).toISOString() : '')}
        />
      )
    default: {
      const type = { email: 'email', phone: 'tel' }[kindOf(field) as string] ?? 'text'
      return <TextInput {...same} type={type} dir="auto" value={value} onChange={({ currentTarget }) => change(currentTarget.value)} />
    }
  }
}
