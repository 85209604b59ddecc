import { Autocomplete, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { RemoveRow } from '@shared/components/RowList'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Translation } from './rows'

interface Choice {
  value: string
  label: string
}

interface Side {
  label: string
  /** The only values there are. */
  choices?: Choice[]
  /** Values that are known; others may be written. */
  known?: Choice[]
}

interface Props {
  map: Translation | null | undefined
  from: Side
  to: Side
  change: (map: Translation | undefined) => void
  /** What becomes of a value that is not listed. */
  help: string
  /** The word on the button that adds a line, where it is not about translating. */
  add?: string
  /** What else is settled in the same line. */
  children?: ReactNode
}

/** What each value means on the other side; one that is not listed passes as it is, unless `*` is listed. */
export function ValueMap({ map, from, to, change, help, add, children }: Props) {
  const { t } = useTranslation()
  const [lines, setLines] = useState(() => Object.entries(map ?? {}))
  function update(next: [string, string][]) {
    setLines(next)
    const whole = next.filter(([before, after]) => before && after)
    change(whole.length > 0 ? Object.fromEntries(whole) : undefined)
  }
  const set = (index: number, line: [string, string]) => update(lines.map((old, at) => (at === index ? line : old)))
  return (
    <Stack gap={4}>
      <Group gap={6}>
        {children}
        <Button size="compact-xs" variant="subtle" px={5} onClick={() => setLines([...lines, ['', '']])}>
          {add ?? t('templates.mapAdd')}
        </Button>
      </Group>
      {lines.map(([before, after], index) => (
        <Group key={index} gap={4} wrap="nowrap">
          <Value side={from} value={before} change={(value) => set(index, [value, after])} />
          <Text size="xs">→</Text>
          <Value side={to} value={after} change={(value) => set(index, [before, value])} />
          <RemoveRow remove={() => update(lines.filter((_, at) => at !== index))} />
        </Group>
      ))}
      {lines.length > 0 && (
        <Text size="xs" c="dimmed">
          {help}
        </Text>
      )}
    </Stack>
  )
}

function Value({ side, value, change }: { side: Side; value: string; change: (value: string) => void }) {
  const common = { size: 'xs', flex: 1, miw: 0, 'aria-label': side.label, placeholder: side.label } as const
  if (side.choices?.length)
    return <Select {...common} data={once(side.choices)} value={value || null} onChange={(next) => change(next ?? '')} />
  if (!side.known?.length) return <TextInput {...common} value={value} onChange={(event) => change(event.currentTarget.value)} />
  const labels = new Map(side.known.map((one) => [one.value, one.label]))
  return (
    <Autocomplete
      {...common}
      data={[...labels.keys()]}
      limit={80}
      value={value}
      onChange={change}
      renderOption={({ option }) => (
        <span>
          <strong>{option.value}</strong> <span style={{ opacity: 0.75 }}>{labels.get(String(option.value))}</span>
        </span>
      )}
    />
  )
}

const once = (choices: Choice[]) => [...new Map(choices.map((choice) => [choice.value, choice])).values()]
