import { Button, Group, Select, Stack, Text } from '@mantine/core'
import type { ConversationVocabulary, Problem, RecordType } from '@shared/api/types'
import { RemoveRow } from '@shared/components/RowList'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RowProblems } from '../templates/MappingRows'
import { MappingEditor } from './MappingEditor'
import { MappingFrame, MappingHeading, MappingList } from './MappingFrame'
import { lackOf, type MappingChannels, type MappingDraft, newMapping, placesOf, type RecordDraft, recordDraft, withMapping } from './policy'

interface Shared {
  vocabulary: ConversationVocabulary
  types: RecordType[]
}

interface Props extends Shared {
  mappings: MappingDraft[]
  problems: Problem[]
  /** What stands above the list. */
  notice?: React.ReactNode
  change: (mappings: MappingDraft[]) => void
}

const channels = ['voice', 'digital', 'both'] as const satisfies MappingChannels[]
const within = (problems: Problem[], start: string) =>
  problems.filter(({ at }) => at.startsWith(`${start}/`)).map((one) => ({ ...one, at: one.at.slice(start.length) }))

/** The named mappings, each with its channels and record types; which of them count is said here too. */
export function Mappings({ mappings, problems, notice, change, ...shared }: Props) {
  const { t } = useTranslation()
  const places = placesOf(mappings)
  const wrongOf = (index: number) => places[index].map((place) => within(problems, `/mappings/${place}`))
  return (
    <MappingList
      title={t('conversations.mapping')}
      help={t('conversations.mappingHelp')}
      notice={notice}
      mappings={mappings}
      fresh={newMapping}
      change={change}
      heading={(mapping, index) => <Heading mapping={mapping} types={shared.types} bad={wrongOf(index).some((some) => some.length > 0)} />}
    >
      {(mapping, index) => (
        <OneMapping
          {...shared}
          mapping={mapping}
          wrong={wrongOf(index)}
          change={(next) => change(withMapping(mappings, next))}
          remove={() => change(mappings.filter(({ key }) => key !== mapping.key))}
        />
      )}
    </MappingList>
  )
}

function Heading({ mapping, types, bad }: { mapping: MappingDraft; types: RecordType[]; bad: boolean }) {
  const { t } = useTranslation()
  const lack = lackOf(mapping)
  return (
    <Group gap="xs">
      <MappingHeading
        mapping={mapping}
        unnamed={t(mapping.begun ? 'conversations.unnamed' : 'dynamicData.new')}
        types={types}
        bad={bad}
        about={t(`conversations.channels.${mapping.channels ?? 'both'}`)}
      />
      {lack && (
        <Text size="sm" c="red" role="status">
          {t(`conversations.lacks.${lack}`)}
        </Text>
      )}
    </Group>
  )
}

interface OneProps extends Shared {
  mapping: MappingDraft
  /** What is wrong, by record type. */
  wrong: Problem[][]
  change: (mapping: MappingDraft) => void
  remove: () => void
}

function OneMapping({ mapping, wrong, vocabulary, types, change, remove }: OneProps) {
  const { t } = useTranslation()
  const set = (index: number, next: RecordDraft) =>
    change({ ...mapping, records: mapping.records.map((old, at) => (at === index ? next : old)) })
  const about = wrong.flat().filter(({ at }) => !at.startsWith('/rows/'))
  return (
    <Stack gap="md" pb="md">
      <Stack gap="sm" px="md">
        <RowProblems problems={about.filter(({ code }, at) => about.findIndex((one) => one.code === code) === at)} />
        <MappingFrame
          mapping={mapping}
          placeholder={mapping.begun ? t('conversations.unnamed') : undefined}
          required={!mapping.begun}
          inUseHelp={t('conversations.inUseHelp')}
          change={(part) => change({ ...mapping, ...part })}
          remove={remove}
        >
          <Select
            miw={200}
            label={t('conversations.channel')}
            description={t('conversations.channelHelp')}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            allowDeselect={false}
            data={channels.map((value) => ({ value, label: t(`conversations.channels.${value}`) }))}
            value={mapping.channels ?? 'both'}
            onChange={(value) => change({ ...mapping, channels: value as MappingChannels })}
          />
        </MappingFrame>
      </Stack>
      {mapping.records.map((record, index) => (
        <section key={record.recordType} aria-label={record.recordType}>
          <Group px="md" justify="space-between">
            <Text fw={600}>{types.find(({ name }) => name === record.recordType)?.label ?? record.recordType}</Text>
            <RemoveRow remove={() => change({ ...mapping, records: mapping.records.filter((_, at) => at !== index) })} />
          </Group>
          <MappingEditor
            mapping={record}
            channels={mapping.channels ?? 'both'}
            catalogue={vocabulary.contact}
            record={types.find(({ name }) => name === record.recordType)}
            problems={wrong[index] ?? []}
            change={(next) => set(index, next)}
          />
        </section>
      ))}
      <AddEntity
        types={types.filter(({ name }) => !mapping.records.some(({ recordType }) => recordType === name))}
        add={(recordType) =>
          change({
            ...mapping,
            records: [
              ...mapping.records,
              recordDraft(vocabulary.mappings.find((one) => one.recordType === recordType) ?? { recordType, rows: [], shown: [] }),
            ],
          })
        }
      />
    </Stack>
  )
}

/** Chooses a record type, and adds it. */
export function AddEntity({ types, add }: { types: RecordType[]; add: (recordType: string) => void }) {
  const { t } = useTranslation()
  const [chosen, choose] = useState<string | null>(null)
  if (types.length === 0) return null
  return (
    <Group align="flex-end" px="md">
      <Select
        maw={320}
        flex="1 1 200px"
        searchable
        label={t('conversations.entity')}
        placeholder={t('conversations.chooseEntity')}
        data={types.map(({ name, label }) => ({ value: name, label }))}
        value={chosen}
        nothingFoundMessage={t('nothingFound')}
        onChange={choose}
      />
      <Button
        variant="default"
        disabled={!chosen}
        onClick={() => {
          if (chosen) add(chosen)
          choose(null)
        }}
      >
        {t('conversations.addEntity')}
      </Button>
    </Group>
  )
}
