import { TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

interface Range {
  from?: string
  to?: string
}

/** The days that a list is about; either end may be open. */
export function DateRange({ from, to, change }: Range & { change: (part: Range) => void }) {
  const { t } = useTranslation()
  const end = (label: string) => ({ type: 'date', 'aria-label': label, title: label })
  return (
    <>
      <TextInput
        {...end(t('log.from'))}
        value={from ?? ''}
        max={to}
        onChange={(event) => change({ from: event.currentTarget.value || undefined })}
      />
      <TextInput
        {...end(t('log.to'))}
        value={to ?? ''}
        min={from}
        onChange={(event) => change({ to: event.currentTarget.value || undefined })}
      />
    </>
  )
}

interface TypedProps {
  label: string
  value?: string
  change: (text: string | undefined) => void
  /** The search of the page, which `/` jumps to and which takes the room that is left. */
  search?: boolean
}

/** What a list is narrowed by in words, told once the writer pauses. */
export function TypedFilter({ label, value, change, search }: TypedProps) {
  const tell = useDebouncedCallback((text: string) => change(text || undefined), 300)
  return (
    <TextInput
      data-search={search}
      flex={search ? '1 1 200px' : undefined}
      w={search ? undefined : 150}
      leftSection={search && <IconSearch size={16} />}
      placeholder={label}
      aria-label={label}
      defaultValue={value}
      onChange={(event) => tell(event.currentTarget.value.trim())}
    />
  )
}
