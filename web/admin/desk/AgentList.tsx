import { Autocomplete, MultiSelect, Switch, TagsInput, Text } from '@mantine/core'
import { Tone } from '@shared/components/Tone'
import { IconArmchair, IconArmchairOff } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Listing, put } from './Listing'
import { useUsers } from './People'
import type { PartProps } from './part'
import { empty, isAddress, serves, twice } from './settings'

const words = (list: string[]) => list.join(', ') || '–'

/** The agents: whether they have a seat, what they can do, and which queues they serve. */
export function AgentList({ settings, change, problemAt }: PartProps) {
  const { t } = useTranslation()
  const users = useUsers()
  const { agents, queues } = settings
  const emails = agents.map(({ email }) => email)
  const skills = [...new Set([...queues.flatMap((one) => one.skills), ...agents.flatMap((one) => one.skills)])]
  const nameOf = (email: string) => users.find((one) => one.email.toLowerCase() === email.toLowerCase())?.name
  const free = users.flatMap((one) => (twice(emails, one.email, -1) ? [] : [one.email]))
  return (
    <Listing
      title={t('deskSettings.tab.agents')}
      explain={t('deskSettings.agents.explain')}
      rows={agents}
      nameOf={({ email }) => nameOf(email) ?? email}
      add={t('deskSettings.agents.add')}
      fresh={empty.agent}
      wrong={(index) => problemAt(`/agents/${index}`)}
      refuse={({ email }, index) => {
        if (!isAddress(email)) return t('deskSettings.agents.needsAddress')
        return twice(emails, email, index) ? t('deskSettings.nameTwice', { name: email }) : undefined
      }}
      save={(one, index) => change({ agents: put(agents, { ...one, email: one.email.trim() }, index) })}
      remove={(_, index) => change({ agents: agents.filter((_one, at) => at !== index) })}
      order={(next) => change({ agents: next })}
      columns={[
        {
          title: t('deskSettings.tab.agents'),
          show: ({ email }) => (
            <>
              <Text fw={600}>{nameOf(email) ?? email}</Text>
              {nameOf(email) && (
                <Text size="sm" c="dimmed">
                  {email}
                </Text>
              )}
            </>
          ),
        },
        {
          title: t('deskSettings.agents.seat'),
          show: ({ seat }) => (
            <Tone tone={seat ? 'good' : 'quiet'} icon={seat ? IconArmchair : IconArmchairOff}>
              {t(seat ? 'yes' : 'no')}
            </Tone>
          ),
        },
        { title: t('deskSettings.skills'), wide: true, show: (one) => words(one.skills) },
        {
          title: t('deskSettings.tab.queues'),
          wide: true,
          show: (one) => words(queues.filter((queue) => serves(settings, queue, one)).map(({ name }) => name)),
        },
      ]}
      form={(one, set) => (
        <>
          <Autocomplete
            label={t('deskSettings.agents.email')}
            description={t('deskSettings.agents.emailHelp')}
            required
            data-autofocus
            data={free}
            value={one.email}
            onChange={(email) => set({ email })}
          />
          <Switch
            label={t('deskSettings.agents.hasSeat')}
            checked={one.seat}
            onChange={(event) => set({ seat: event.currentTarget.checked })}
          />
          <TagsInput
            label={t('deskSettings.skills')}
            acceptValueOnBlur
            data={skills}
            value={one.skills}
            onChange={(next) => set({ skills: next })}
          />
          <MultiSelect
            label={t('deskSettings.tab.queues')}
            description={t('deskSettings.agents.queuesHelp')}
            searchable
            data={[...new Set([...queues.map(({ name }) => name), ...one.queues])]}
            value={one.queues}
            nothingFoundMessage={t('nothingFound')}
            onChange={(next) => set({ queues: next })}
          />
        </>
      )}
    />
  )
}
