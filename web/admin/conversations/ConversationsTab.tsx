import { Radio, Stack } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { Conversations } from '@shared/api/types'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { Notice } from '@shared/components/Tone'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { SaveDocument, useDocument } from '../integrations/document'
import { conversationsQuery, describeQuery } from '../queries'
import { FilingForm, PushSwitches } from './Filing'
import { Mappings } from './Mappings'
import { draftOf, lackOf, policyOf } from './policy'
import { Times } from './Times'
import { Triggers } from './Triggers'

/** What conversations become in a connected system. */
export function ConversationsTab() {
  const { connectionId } = useConnection()
  const found = useQuery(conversationsQuery(connectionId))
  return <Loaded of={found}>{(saved) => <ConversationsForm key={connectionId} connectionId={connectionId} saved={saved} />}</Loaded>
}

function ConversationsForm({ connectionId, saved }: { connectionId: string; saved: Conversations }) {
  const { t } = useTranslation()
  const described = useQuery(describeQuery(connectionId))
  const { draft, save } = useDocument({
    queryKey: conversationsQuery(connectionId).queryKey,
    version: saved.version,
    begin: () => draftOf(saved.policy),
    put: (value, version) => api.put(`/connections/${connectionId}/conversations`, policyOf(value), version),
  })
  const { automatic, triggers, mappings } = draft.value
  const problems = save.error instanceof ApiError ? save.error.problems : []
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack>
        <Section>
          <Radio.Group
            label={<strong>{t('conversations.mode')}</strong>}
            value={automatic ? 'automatic' : 'manual'}
            onChange={(mode) => draft.change({ automatic: mode === 'automatic' })}
          >
            <Stack gap="sm" mt="sm">
              <Radio value="automatic" label={t('conversations.automatic')} description={t('conversations.automaticHelp')} />
              <Radio value="manual" label={t('conversations.manual')} description={t('conversations.manualHelp')} />
            </Stack>
          </Radio.Group>
        </Section>
        <Triggers
          triggers={triggers}
          vocabulary={saved.vocabulary}
          error={save.error}
          change={(next) => draft.change({ triggers: next })}
        />
        <Times times={draft.value.times} error={save.error} change={(times) => draft.change({ times })} />
        <Mappings
          mappings={mappings}
          vocabulary={saved.vocabulary}
          types={described.data?.recordTypes ?? []}
          problems={problems}
          notice={
            described.error && (
              <div style={{ padding: '0 1rem 1rem' }}>
                <Notice tone="hold" title={t('conversations.notDescribed')}>
                  {described.error.message}
                </Notice>
              </div>
            )
          }
          change={(next) => draft.change({ mappings: next })}
        />
        <PushSwitches draft={draft.value} error={save.error} change={draft.change} />
        <FilingForm draft={draft.value} error={save.error} change={draft.change} />
        <SaveDocument draft={draft} save={save} lacking={mappings.some(lackOf)} />
      </Stack>
    </form>
  )
}
