import { Accordion, Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import type { ConversationVocabulary, Problem, RecordType } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { RemoveRow } from '@shared/components/RowList'
import { Tone } from '@shared/components/Tone'
import { IconCircleCheck, IconCircleDashed, IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { RowProblems } from '../templates/MappingRows'
import { MappingEditor } from './MappingEditor'
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
  const [open, setOpen] = useState<string[]>([])
  const places = placesOf(mappings)
  function begin() {
    const one = newMapping()
    change([...mappings, one])
    setOpen([...open, String(one.key)])
  }
  return (
    <Section
      title={t('conversations.mapping')}
      flush
      actions={
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={begin}>
          {t('conversations.newMapping')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" px="md" pb="md">
        {t('conversations.mappingHelp')}
      </Text>
      {notice}
      <Accordion multiple chevronPosition="left" value={open} onChange={setOpen}>
        {mappings.map((mapping, index) => {
          const wrong = places[index].map((place) => within(problems, `/mappings/${place}`))
          return (
            <Accordion.Item key={mapping.key} value={String(mapping.key)}>
              <Accordion.Control>
                <Heading mapping={mapping} types={shared.types} bad={wrong.some((some) => some.length > 0)} />
              </Accordion.Control>
              <Accordion.Panel>
                <OneMapping
                  {...shared}
                  mapping={mapping}
                  wrong={wrong}
                  change={(next) => change(withMapping(mappings, next))}
                  remove={() => change(mappings.filter(({ key }) => key !== mapping.key))}
                />
              </Accordion.Panel>
            </Accordion.Item>
          )
        })}
      </Accordion>
    </Section>
  )
}

function Heading({ mapping, types, bad }: { mapping: MappingDraft; types: RecordType[]; bad: boolean }) {
  const { t } = useTranslation()
  const used = mapping.inUse ?? true
  const lack = lackOf(mapping)
  const names = mapping.records.map(({ recordType }) => types.find(({ name }) => name === recordType)?.label ?? recordType)
  return (
    <Group gap="xs">
      <strong dir="auto">{mapping.name || t(mapping.begun ? 'conversations.unnamed' : 'dynamicData.new')}</strong>
      <Tone tone={used ? 'good' : 'quiet'} icon={used ? IconCircleCheck : IconCircleDashed}>
        {t(used ? 'conversations.active' : 'conversations.liesReady')}
      </Tone>
      <Text size="sm" c={bad ? 'red' : 'dimmed'}>
        {[t(`conversations.channels.${mapping.channels ?? 'both'}`), ...names].join(' · ')}
      </Text>
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
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            miw={200}
            label={t('conversations.name')}
            placeholder={mapping.begun ? t('conversations.unnamed') : undefined}
            withAsterisk={!mapping.begun}
            maxLength={100}
            value={mapping.name}
            onChange={(event) => change({ ...mapping, name: event.currentTarget.value })}
          />
          <TextInput
            miw={240}
            label={t('conversations.description')}
            maxLength={500}
            value={mapping.description ?? ''}
            onChange={(event) => change({ ...mapping, description: event.currentTarget.value })}
          />
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
        </Group>
        <Group justify="space-between">
          <Switch
            label={t('conversations.inUse')}
            description={t('conversations.inUseHelp')}
            checked={mapping.inUse ?? true}
            onChange={(event) => change({ ...mapping, inUse: event.currentTarget.checked })}
          />
          <Button variant="subtle" color="red" size="compact-sm" onClick={remove}>
            {t('conversations.removeMapping')}
          </Button>
        </Group>
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
