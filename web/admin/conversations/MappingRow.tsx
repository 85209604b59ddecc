import { Autocomplete, Checkbox, Select, Stack, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { DraftRow } from '../templates/mapping'
import type { OutgoingRow } from '../templates/rows'
import { TextSource } from '../templates/TextSource'
import { ValueMap } from '../templates/ValueMap'
import { useSessionFacts } from './facts'
import type { MappingChannels } from './policy'
import { begun, type Catalogue, type Source, sourceOf, sourcesFor } from './sources'

interface Props {
  entry: DraftRow
  row: OutgoingRow
  channels: MappingChannels
  catalogue: Catalogue | undefined
  bad: boolean
  change: (row: OutgoingRow) => void
}

/** Where a row takes its value from: a channel's own fields, a script variable, anything else that is known, or a text. */
export function RowSource({ entry, row, channels, catalogue, bad, change }: Props) {
  const { t } = useTranslation()
  const source = sourceOf(row)
  const offered = sourcesFor(channels, catalogue)
  const kinds = offered.includes(source) ? offered : [source, ...offered]
  return (
    <Stack gap={6}>
      <Select
        aria-label={t('conversations.channelOf')}
        allowDeselect={false}
        data={kinds.map((value) => ({ value, label: t(`conversations.source.${value}`) }))}
        value={source}
        onChange={(kind) => kind && change({ ...row, source: begun(kind as Source) })}
      />
      <Value row={row} source={source} catalogue={catalogue} bad={bad} change={change} />
      {source !== 'text' && (
        <ValueMap
          key={entry.key}
          map={row.map}
          from={{ label: t('templates.ours') }}
          to={{ label: t('templates.theirs') }}
          change={(map) => change({ ...row, map })}
          help={t('templates.mapHelp')}
        >
          <TextInput
            size="xs"
            flex="1 1 80px"
            aria-label={t('templates.default')}
            placeholder={t('templates.default')}
            value={row.default ?? ''}
            onChange={(event) => change({ ...row, default: event.currentTarget.value || null })}
          />
          <Checkbox
            size="xs"
            label={t('templates.ignoreEmpty')}
            checked={row.ignoreEmpty ?? true}
            onChange={(event) => change({ ...row, ignoreEmpty: event.currentTarget.checked })}
          />
        </ValueMap>
      )}
    </Stack>
  )
}

function Value({ row, source, catalogue, bad, change }: Omit<Props, 'entry' | 'channels'> & { source: Source }) {
  const { t } = useTranslation()
  const facts = useSessionFacts()
  if ('text' in row.source)
    return (
      <TextSource
        label={t('sourceKind.text')}
        value={row.source.text}
        onChange={(text) => change({ ...row, source: { text } })}
        facts={facts}
        error={bad}
      />
    )
  const { fact } = row.source
  const set = (path: string) => change({ ...row, source: { fact: path } })
  if (source === 'variables') {
    const name = fact.slice('variables.'.length)
    return (
      <TextInput
        aria-label={t('conversations.variable')}
        placeholder={t('conversations.variable')}
        description={t('conversations.variableHelp')}
        value={name}
        error={name === name.toLowerCase() ? bad : t('conversations.lowerCase', { name: name.toLowerCase() })}
        onChange={(event) => set(`variables.${event.currentTarget.value.trim()}`)}
      />
    )
  }
  if (source === 'digital' || source === 'voice') {
    const fields = catalogue?.[source] ?? []
    const chosen = fields.find(({ name }) => `${source}.${name}` === fact)
    return (
      <Select
        aria-label={t('conversations.contactField')}
        placeholder={t('conversations.contactField')}
        description={chosen?.says}
        searchable
        allowDeselect={false}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        data={fields.map(({ name, label }) => ({ value: `${source}.${name}`, label }))}
        value={chosen ? fact : null}
        error={bad}
        nothingFoundMessage={t('nothingFound')}
        onChange={(path) => path && set(path)}
      />
    )
  }
  const groups = [...new Set(facts.map(({ group }) => group))].map((group) => ({
    group: t(`factGroup.${group}`),
    items: facts.filter((one) => one.group === group).map(({ path }) => path),
  }))
  return (
    <Autocomplete
      aria-label={t('templates.source')}
      placeholder={t('conversations.factPlaceholder')}
      data={groups}
      value={fact}
      error={bad}
      onChange={set}
    />
  )
}
