import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { CaseField, Value } from '@shared/api/types'
import { localeOf } from '@shared/i18n'
import { useTranslation } from 'react-i18next'

interface Props {
  field: CaseField
  value: Value | undefined
  error?: string
  onChange: (value: Value) => void
}

const natives = { text: 'text', email: 'email', phone: 'tel', url: 'url', date: 'date', dateTime: 'datetime-local' } as const

/** The instant that the hub holds, as the local clock reading that the browser's own input wants. */
export function toLocalInput(instant: string): string {
  const moment = new Date(instant)
  return Number.isNaN(moment.getTime()) ? '' : new Date(moment.getTime() - moment.getTimezoneOffset() * 60_000).toISOString().slice(0, 16)
}

export function FieldInput({ field, value, error, onChange }: Props) {
  const { t } = useTranslation()
  const common = {
    label: field.label,
    required: field.required,
    withAsterisk: field.required,
    error,
    description: field.sensitive ? t('cases.sensitive') : undefined,
  }
  const text = value === null || value === undefined ? '' : String(value)
  if (field.type === 'boolean')
    return (
      <Checkbox
        label={field.label}
        description={common.description}
        error={error}
        checked={value === true}
        onChange={(event) => onChange(event.currentTarget.checked)}
        mt="xs"
      />
    )
  if (field.type === 'number')
    return (
      <NumberInput
        {...common}
        value={typeof value === 'number' ? value : ''}
        onChange={(next) => onChange(next === '' ? null : Number(next))}
      />
    )
  if (field.type === 'choice')
    return <Select {...common} clearable={!field.required} searchable data={field.choices ?? []} value={text || null} onChange={onChange} />
  if (field.type === 'longText')
    return (
      <Textarea
        {...common}
        autosize
        minRows={3}
        maxRows={12}
        maxLength={field.maxLength ?? undefined}
        value={text}
        onChange={(event) => onChange(event.currentTarget.value || null)}
      />
    )
  const moment = field.type === 'dateTime'
  return (
    <TextInput
      {...common}
      type={natives[field.type]}
      maxLength={field.maxLength ?? undefined}
      value={moment && text ? toLocalInput(text) : text}
      onChange={(event) => {
        const next = event.currentTarget.value
        onChange(next === '' ? null : moment ? new Date(next).toISOString() : next)
      }}
    />
  )
}

export function FieldValue({ field, value }: { field: CaseField; value: Value | undefined }) {
  const { t, i18n } = useTranslation()
  if (value === null || value === undefined || value === '') return <span style={{ color: 'var(--mantine-color-dimmed)' }}>–</span>
  const text = String(value)
  switch (field.type) {
    case 'boolean':
      return t(value ? 'yes' : 'no')
    case 'choice':
      return field.choices?.find((choice) => choice.value === value)?.label ?? text
    case 'date':
      return new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(text))
    case 'dateTime':
      return new Intl.DateTimeFormat(localeOf(i18n.language), { dateStyle: 'long', timeStyle: 'short' }).format(new Date(text))
    case 'email':
      return <a href={`mailto:${text}`}>{text}</a>
    case 'url':
      return /^https?:/i.test(text) ? <a href={text}>{text}</a> : text
    default:
      return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>
  }
}
