import { Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { CaseField } from '@shared/api/types'
import { instantOf, useTimes, wallTime } from '@shared/time'
import { useTranslation } from 'react-i18next'

interface Props {
  field: CaseField
  /** As the hub keeps it: text, whatever the type. */
  value: string | null | undefined
  error?: string
  onChange: (value: string | null) => void
}

const natives = { text: 'text', email: 'email', phone: 'tel', url: 'url', date: 'date', dateTime: 'datetime-local' } as const

export function FieldInput({ field, value, error, onChange }: Props) {
  const { t } = useTranslation()
  const { zone } = useTimes()
  const common = {
    label: field.label,
    required: field.required,
    withAsterisk: field.required,
    error,
    description: field.sensitive ? t('cases.sensitive') : undefined,
  }
  const text = value ?? ''
  if (field.type === 'boolean')
    return (
      <Checkbox
        label={field.label}
        description={common.description}
        error={error}
        checked={text === 'true'}
        onChange={(event) => onChange(String(event.currentTarget.checked))}
        mt="xs"
      />
    )
  if (field.type === 'number')
    return <NumberInput {...common} value={text} onChange={(next) => onChange(next === '' ? null : String(next))} />
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
      value={moment && text ? wallTime(text, zone) : text}
      onChange={(event) => {
        const next = event.currentTarget.value
        onChange(next === '' ? null : moment ? instantOf(next, zone).toISOString() : next)
      }}
    />
  )
}

export function FieldValue({ field, value: text }: { field: CaseField; value: string | null | undefined }) {
  const { t } = useTranslation()
  const { write } = useTimes()
  if (!text) return <span style={{ color: 'var(--mantine-color-dimmed)' }}>–</span>
  switch (field.type) {
    case 'boolean':
      return t(text === 'true' ? 'yes' : 'no')
    case 'choice':
      return field.choices?.find((choice) => choice.value === text)?.label ?? text
    case 'date':
      return write(text, { dateStyle: 'long', timeZone: 'UTC' })
    case 'dateTime':
      return write(text, { dateStyle: 'long', timeStyle: 'short' })
    case 'email':
      return <a href={`mailto:${text}`}>{text}</a>
    case 'url':
      return /^https?:/i.test(text) ? <a href={text}>{text}</a> : text
    default:
      return <span style={{ whiteSpace: 'pre-wrap' }}>{text}</span>
  }
}
