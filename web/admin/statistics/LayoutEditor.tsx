import { Button, Group, Select, SimpleGrid, Stack, Switch, Text, TextInput } from '@mantine/core'
import { RowList } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Preview } from './Preview'
import type { Column, Layout, LayoutColumn, Settings } from './questions'

interface Props {
  connection: string
  settings: Settings
  layout: Layout
  columns: Column[]
  set: (next: Layout) => void
  problemAt: (pointer: string) => string | undefined
}

const fixed = 'text:'

/** One file: its name, its columns and how they are written. */
export function LayoutEditor({ connection, settings, layout, columns, set, problemAt }: Props) {
  const { t } = useTranslation()
  const change = (part: Partial<Layout>) => set({ ...layout, ...part })
  const choices = [
    ...columns
      .filter(({ subjects }) => subjects.includes(layout.subject))
      .map(({ name, label }) => ({ value: name, label: t(`statistics.column.${name}`, { defaultValue: label }) })),
    { value: fixed, label: t('statistics.column.text') },
  ]
  const kindOf = (source: string) => columns.find(({ name }) => name === source)?.kind
  const flag = (name: 'header' | 'preface' | 'controlLine' | 'unixLines') => (
    <Switch
      label={t(`statistics.layout.${name}`)}
      checked={layout[name] ?? name === 'header'}
      onChange={(event) => change({ [name]: event.currentTarget.checked })}
    />
  )
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('statistics.layout.name')}
          error={problemAt('/name')}
          value={layout.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <Select
          label={t('statistics.layout.subject')}
          allowDeselect={false}
          data={(['queues', 'agents'] as const).map((value) => ({ value, label: t(`statistics.subject.${value}`) }))}
          value={layout.subject}
          onChange={(next) => change({ subject: next as Layout['subject'] })}
        />
      </SimpleGrid>
      <TextInput
        label={t('statistics.layout.fileName')}
        description={t('statistics.layout.fileNameHelp')}
        error={problemAt('/fileName')}
        value={layout.fileName}
        onChange={(event) => change({ fileName: event.currentTarget.value })}
      />
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('statistics.layout.delimiter')}
          error={problemAt('/delimiter')}
          maxLength={1}
          value={layout.delimiter ?? ','}
          onChange={(event) => change({ delimiter: event.currentTarget.value })}
        />
        <TextInput
          label={t('statistics.layout.headerPrefix')}
          error={problemAt('/headerPrefix')}
          disabled={layout.header === false}
          value={layout.headerPrefix ?? ''}
          onChange={(event) => change({ headerPrefix: event.currentTarget.value || null })}
        />
      </SimpleGrid>
      <Group gap="lg">
        {flag('header')}
        {flag('preface')}
        {flag('controlLine')}
        {flag('unixLines')}
      </Group>
      <div>
        <Text fw={500} size="sm" component="h3">
          {t('statistics.layout.columns')}
        </Text>
        {problemAt('/columns') && (
          <Text size="sm" c="var(--tone-bad)" role="alert">
            {problemAt('/columns')}
          </Text>
        )}
        <RowList<LayoutColumn>
          rows={layout.columns}
          change={(next) => change({ columns: next })}
          className="statistics-column"
          row={(column, index) => ({ 'aria-label': `${index + 1}. ${column.heading ?? column.source}` })}
          add={
            <Button
              variant="default"
              size="compact-sm"
              leftSection={<IconPlus size={15} />}
              onClick={() => change({ columns: [...layout.columns, { source: 'queue' }] })}
            >
              {t('statistics.layout.addColumn')}
            </Button>
          }
        >
          {(column, setColumn) => (
            <>
              {column.source.startsWith(fixed) ? (
                <TextInput
                  aria-label={t('statistics.column.text')}
                  placeholder={t('statistics.column.text')}
                  value={column.source.slice(fixed.length)}
                  onChange={(event) => setColumn({ ...column, source: fixed + event.currentTarget.value })}
                />
              ) : (
                <Select
                  aria-label={t('statistics.layout.source')}
                  searchable
                  allowDeselect={false}
                  data={choices}
                  value={column.source}
                  onChange={(source) =>
                    source !== null && setColumn({ ...column, source, format: kindOf(source) === 'time' ? column.format : null })
                  }
                />
              )}
              <TextInput
                aria-label={t('statistics.layout.heading')}
                placeholder={column.source.startsWith(fixed) ? column.source.slice(fixed.length) : column.source}
                value={column.heading ?? ''}
                onChange={(event) => setColumn({ ...column, heading: event.currentTarget.value || null })}
              />
              <div>
                {kindOf(column.source) === 'time' && (
                  <TextInput
                    aria-label={t('statistics.layout.format')}
                    placeholder="yyyy-MM-dd"
                    value={column.format ?? ''}
                    onChange={(event) => setColumn({ ...column, format: event.currentTarget.value || null })}
                  />
                )}
              </div>
            </>
          )}
        </RowList>
      </div>
      <Preview connection={connection} settings={settings} layout={layout.name} />
    </Stack>
  )
}
