import { Group, NumberInput, Switch, TagsInput, Text } from '@mantine/core'
import { Tone } from '@shared/components/Tone'
import { IconArrowsShuffle, IconBuildingSkyscraper } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Name, Script, WrapUp } from './fields'
import { Listing, put } from './Listing'
import { People } from './People'
import type { PartProps } from './part'
import { empty, removeQueue, renameQueue, serves, twice } from './settings'

const words = (list: string[]) => list.join(', ') || '–'

/** The queues, and how contacts in each come to agents. */
export function QueueList({ settings, change, problemAt }: PartProps) {
  const { t } = useTranslation()
  const { queues, wrapUpSeconds, agents } = settings
  const names = queues.map(({ name }) => name)
  const skills = [...new Set([...queues.flatMap((one) => one.skills), ...agents.flatMap((one) => one.skills)])]
  return (
    <Listing
      title={t('deskSettings.tab.queues')}
      explain={t('deskSettings.queues.explain')}
      rows={queues}
      nameOf={({ name }) => name}
      add={t('deskSettings.queues.add')}
      fresh={empty.queue}
      wrong={(index) => problemAt(`/queues/${index}`)}
      refuse={({ name }, index) =>
        !name.trim() ? t('deskSettings.nameMissing') : twice(names, name, index) ? t('deskSettings.nameTwice', { name }) : undefined
      }
      save={(one, index) => {
        const named = renameQueue(settings, queues[index]?.name ?? '', one.name)
        change({ ...named, queues: put(queues, one, index) })
      }}
      remove={({ name }) => change(removeQueue(settings, name))}
      columns={[
        {
          title: t('deskSettings.name'),
          show: (one) => (
            <>
              <Text fw={600}>{one.name}</Text>
              <Tone tone={one.routed ? 'good' : 'quiet'} icon={one.routed ? IconArrowsShuffle : IconBuildingSkyscraper}>
                {t(one.routed ? 'deskSettings.queues.ours' : 'deskSettings.queues.theirs')}
              </Tone>
            </>
          ),
        },
        { title: t('deskSettings.skills'), wide: true, show: (one) => words(one.skills) },
        { title: t('deskSettings.queues.priority'), wide: true, show: (one) => one.priority },
        {
          title: t('deskSettings.wrapUp'),
          wide: true,
          show: (one) => t('deskSettings.seconds', { count: one.wrapUpSeconds ?? wrapUpSeconds }),
        },
        {
          title: t('deskSettings.tab.agents'),
          wide: true,
          show: (one) => t('deskSettings.queues.served', { count: agents.filter((who) => serves(settings, one, who)).length }),
        },
      ]}
      form={(one, set) => (
        <>
          <Name value={one.name} set={(name) => set({ name })} />
          <Switch
            label={t('deskSettings.queues.routed')}
            description={t('deskSettings.queues.routedHelp')}
            checked={one.routed}
            onChange={(event) => set({ routed: event.currentTarget.checked })}
          />
          <Group grow align="flex-start">
            <NumberInput
              label={t('deskSettings.queues.priority')}
              description={t('deskSettings.queues.priorityHelp')}
              min={0}
              max={9}
              clampBehavior="strict"
              value={one.priority}
              onChange={(priority) => set({ priority: Number(priority) || 0 })}
            />
            <WrapUp value={one.wrapUpSeconds} otherwise={wrapUpSeconds} set={(next) => set({ wrapUpSeconds: next })} />
          </Group>
          <TagsInput
            label={t('deskSettings.skills')}
            description={t('deskSettings.queues.skillsHelp')}
            acceptValueOnBlur
            data={skills}
            value={one.skills}
            onChange={(next) => set({ skills: next })}
          />
          <People
            label={t('deskSettings.tab.agents')}
            description={t('deskSettings.queues.agentsHelp')}
            value={one.agents}
            onChange={(next) => set({ agents: next })}
          />
          <Script value={one.script} set={(script) => set({ script })} />
        </>
      )}
    />
  )
}
