import { Accordion, Button, Group, Radio, Select, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { Conversations } from '@shared/api/types'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { Notice } from '@shared/components/Tone'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { conversationsQuery, describeQuery } from '../queries'
import { FilingForm, PushSwitches } from './Filing'
import { MappingEditor } from './MappingEditor'
import { draftOf, type MappingDraft, policyOf } from './policy'
import { Triggers } from './Triggers'

/** What conversations become in a connected system. */
export function ConversationsTab() {
  const { connectionId } = useConnection()
  const found = useQuery(conversationsQuery(connectionId))
  return <Loaded of={found}>{(saved) => <ConversationsForm key={connectionId} connectionId={connectionId} saved={saved} />}</Loaded>
}

function ConversationsForm({ connectionId, saved }: { connectionId: string; saved: Conversations }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const described = useQuery(describeQuery(connectionId))
  const [start] = useState(() => draftOf(saved.policy))
  const draft = useDraft(start)
  const [version, setVersion] = useState(saved.version)
  const { automatic, triggers, mappings } = draft.value
  const save = useMutation({
    mutationFn: () => api.put(`/connections/${connectionId}/conversations`, policyOf(draft.value), version),
    onSuccess: (next) => {
      setVersion(next.version)
      client.setQueryData(conversationsQuery(connectionId).queryKey, next)
      draft.settle(draft.value)
      said(t('action.saved'))
    },
  })
  const problems = save.error instanceof ApiError ? save.error.problems : []
  const set = (index: number, next: MappingDraft) => draft.change({ mappings: mappings.map((old, at) => (at === index ? next : old)) })
  const begun = new Set(mappings.map(({ recordType }) => recordType))
  const types = described.data?.recordTypes ?? []
  const more = types.filter(({ name }) => !begun.has(name))
  function begin(recordType: string) {
    const known = saved.vocabulary.mappings.find((one) => one.recordType === recordType) ?? { recordType, rows: [], shown: [] }
    draft.change({ mappings: [...mappings, ...draftOf({ ...saved.policy, mappings: [known] }).mappings] })
  }
  const problemsOf = (index: number) => {
    const start = `/mappings/${index}`
    return problems.filter(({ at }) => at.startsWith(`${start}/`)).map((one) => ({ ...one, at: one.at.slice(start.length) }))
  }
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
        <Section title={t('conversations.mapping')} flush>
          <Text size="sm" c="dimmed" px="md" pb="md">
            {t('conversations.mappingHelp')}
          </Text>
          {described.error && (
            <div style={{ padding: '0 1rem 1rem' }}>
              <Notice tone="hold" title={t('conversations.notDescribed')}>
                {described.error.message}
              </Notice>
            </div>
          )}
          <Accordion multiple chevronPosition="left">
            {mappings.map((mapping, index) => (
              <Accordion.Item key={mapping.recordType} value={mapping.recordType}>
                <Accordion.Control>
                  <Group gap="xs">
                    <strong>{types.find(({ name }) => name === mapping.recordType)?.label ?? mapping.recordType}</strong>
                    <Text size="sm" c={problemsOf(index).length > 0 ? 'red' : 'dimmed'}>
                      {t('conversations.rows', { count: mapping.rows.length })}
                    </Text>
                  </Group>
                </Accordion.Control>
                <Accordion.Panel>
                  <MappingEditor
                    mapping={mapping}
                    record={types.find(({ name }) => name === mapping.recordType)}
                    problems={problemsOf(index)}
                    change={(next) => set(index, next)}
                  />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
          {more.length > 0 && (
            <Select
              m="md"
              maw={320}
              searchable
              label={t('conversations.addType')}
              data={more.map(({ name, label }) => ({ value: name, label }))}
              value={null}
              onChange={(name) => name && begin(name)}
            />
          )}
        </Section>
        <PushSwitches draft={draft.value} error={save.error} change={draft.change} />
        <FilingForm draft={draft.value} error={save.error} change={draft.change} />
        <ErrorNotice error={save.error} />
        <Group>
          <Button type="submit" loading={save.isPending} disabled={!draft.dirty}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </form>
  )
}
