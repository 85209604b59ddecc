import { Accordion, Button, Group, Switch, Text, TextInput } from '@mantine/core'
import type { RecordType } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import { IconCircleCheck, IconCircleDashed, IconPlus } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What every named mapping has, whatever it maps. */
interface Named {
  name: string
  description?: string | null
  inUse?: boolean | null
  records: { recordType: string }[]
}

interface ListProps<One> {
  title: string
  help: string
  /** What stands above the list. */
  notice?: ReactNode
  mappings: One[]
  fresh: () => One
  change: (mappings: One[]) => void
  heading: (mapping: One, index: number) => ReactNode
  children: (mapping: One, index: number) => ReactNode
}

/** Named mappings, each to be unfolded; a new one is open at once. */
export function MappingList<One extends { key: number }>(props: ListProps<One>) {
  const { title, help, notice, mappings, fresh, change, heading, children } = props
  const { t } = useTranslation()
  const [open, setOpen] = useState<string[]>([])
  function begin() {
    const one = fresh()
    change([...mappings, one])
    setOpen([...open, String(one.key)])
  }
  return (
    <Section
      title={title}
      flush
      actions={
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={begin}>
          {t('conversations.newMapping')}
        </Button>
      }
    >
      <Text size="sm" c="dimmed" px="md" pb="md">
        {help}
      </Text>
      {notice}
      <Accordion multiple chevronPosition="left" value={open} onChange={setOpen}>
        {mappings.map((mapping, index) => (
          <Accordion.Item key={mapping.key} value={String(mapping.key)}>
            <Accordion.Control>{heading(mapping, index)}</Accordion.Control>
            <Accordion.Panel>{children(mapping, index)}</Accordion.Panel>
          </Accordion.Item>
        ))}
      </Accordion>
    </Section>
  )
}

interface HeadingProps {
  mapping: Named
  /** What it is called until it has a name. */
  unnamed: string
  types: RecordType[]
  bad: boolean
  /** What is said before the record types. */
  about?: string
}

/** A mapping's name, whether it counts, and what it is for. */
export function MappingHeading({ mapping, unnamed, types, bad, about }: HeadingProps) {
  const { t } = useTranslation()
  const used = mapping.inUse ?? true
  const names = mapping.records.map(({ recordType }) => types.find(({ name }) => name === recordType)?.label ?? recordType)
  return (
    <>
      <strong dir="auto">{mapping.name || unnamed}</strong>
      <Tone tone={used ? 'good' : 'quiet'} icon={used ? IconCircleCheck : IconCircleDashed}>
        {t(used ? 'conversations.active' : 'conversations.liesReady')}
      </Tone>
      <Text size="sm" c={bad ? 'red' : 'dimmed'}>
        {[...(about ? [about] : []), ...names].join(' · ')}
      </Text>
    </>
  )
}

interface FrameProps {
  mapping: Named
  required: boolean
  placeholder?: string
  error?: string
  /** What using it means. */
  inUseHelp: string
  change: (part: { name: string } | { description: string } | { inUse: boolean }) => void
  remove: () => void
  /** More that is chosen beside the name. */
  children?: ReactNode
}

/** A mapping's name and description, its switch, and the way to take it away. */
export function MappingFrame({ mapping, required, placeholder, error, inUseHelp, change, remove, children }: FrameProps) {
  const { t } = useTranslation()
  return (
    <>
      <Group align="flex-start" grow preventGrowOverflow={false}>
        <TextInput
          miw={200}
          label={t('conversations.name')}
          placeholder={placeholder}
          withAsterisk={required}
          maxLength={100}
          value={mapping.name}
          error={error}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          miw={240}
          label={t('conversations.description')}
          maxLength={500}
          value={mapping.description ?? ''}
          onChange={(event) => change({ description: event.currentTarget.value })}
        />
        {children}
      </Group>
      <Group justify="space-between">
        <Switch
          label={t('conversations.inUse')}
          description={inUseHelp}
          checked={mapping.inUse ?? true}
          onChange={(event) => change({ inUse: event.currentTarget.checked })}
        />
        <Button variant="subtle" color="red" size="compact-sm" onClick={remove}>
          {t('conversations.removeMapping')}
        </Button>
      </Group>
    </>
  )
}
