import './desk.css'
import { Button, Tabs } from '@mantine/core'
import { ApiError } from '@shared/api/problem'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { Notice } from '@shared/components/Tone'
import { IconArmchair, IconChecklist, IconSettings, IconSpeakerphone, IconUsersGroup } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AgentList } from './AgentList'
import { CampaignList } from './CampaignList'
import { DispositionTable } from './DispositionTable'
import { General } from './General'
import type { PartProps } from './part'
import { QueueList } from './QueueList'
import { deskSettingsQuery, saveDeskSettings } from './questions'
import { seating } from './settings'
import type { DeskSettingsAnswer } from './types'

const tabs = ['queues', 'campaigns', 'dispositions', 'agents', 'general'] as const
const icons = {
  queues: IconUsersGroup,
  campaigns: IconSpeakerphone,
  dispositions: IconChecklist,
  agents: IconArmchair,
  general: IconSettings,
}

/** How the agents of the organisation work: queues, campaigns, what may come of a contact, seats. */
export function DeskPage() {
  const settings = useQuery(deskSettingsQuery)
  return <Loaded of={settings}>{(saved) => <Editor key="desk" saved={saved} />}</Loaded>
}

function Editor({ saved }: { saved: DeskSettingsAnswer }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const draft = useDraft(saved.settings)
  const [version, setVersion] = useState(saved.version)
  const keep = (next: DeskSettingsAnswer) => {
    setVersion(next.version)
    client.setQueryData(deskSettingsQuery.queryKey, next)
    draft.settle(next.settings)
  }
  const save = useMutation({
    mutationFn: () => saveDeskSettings(draft.value, version),
    onSuccess: (next) => {
      keep(next)
      said(t('action.saved'))
    },
  })
  const again = useMutation({
    mutationFn: () => client.fetchQuery({ ...deskSettingsQuery, staleTime: 0 }),
    onSuccess: (next) => {
      save.reset()
      keep(next)
    },
  })
  const problems = save.error instanceof ApiError ? save.error.problems : []
  const conflict = save.error instanceof ApiError && save.error.code === 'version-conflict'
  const props: PartProps = {
    settings: draft.value,
    change: draft.change,
    problemAt: (pointer) => problems.find(({ at }) => at === pointer || at.startsWith(`${pointer}/`))?.message,
  }
  const { over } = seating(draft.value)
  const body = {
    queues: <QueueList {...props} />,
    campaigns: <CampaignList {...props} />,
    dispositions: (
      <DispositionTable
        dispositions={draft.value.dispositions}
        change={(dispositions) => draft.change({ dispositions })}
        explain={t('deskSettings.dispositions.explain')}
      />
    ),
    agents: <AgentList {...props} />,
    general: <General {...props} />,
  }
  return (
    <Page
      title={t('nav.desk')}
      actions={
        <Button loading={save.isPending} disabled={!draft.dirty} onClick={() => save.mutate()}>
          {t('action.save')}
        </Button>
      }
    >
      <ErrorNotice error={save.error} />
      {conflict && (
        <div>
          <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
            {t('deskSettings.takeTheirs')}
          </Button>
        </div>
      )}
      {over > 0 && <Notice tone="hold">{t('deskSettings.overSeats', { count: over })}</Notice>}
      <Tabs defaultValue="queues" keepMounted={false}>
        <Tabs.List style={{ flexWrap: 'nowrap', overflowX: 'auto', overflowY: 'hidden' }}>
          {tabs.map((tab) => {
            const Mark = icons[tab]
            const wrong = problems.some(({ at }) => at.startsWith(`/${tab}`))
            return (
              <Tabs.Tab key={tab} value={tab} leftSection={<Mark size={16} aria-hidden />} c={wrong ? 'var(--tone-bad)' : undefined}>
                {t(`deskSettings.tab.${tab}`)}
              </Tabs.Tab>
            )
          })}
        </Tabs.List>
        {tabs.map((tab) => (
          <Tabs.Panel key={tab} value={tab} pt="md">
            {body[tab]}
          </Tabs.Panel>
        ))}
      </Tabs>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Page>
  )
}
