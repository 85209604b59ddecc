import { Accordion, Button, Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { DynamicData, RecordType } from '@shared/api/types'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { Notice, Tone } from '@shared/components/Tone'
import { IconCircleCheck, IconCircleDashed, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { describeQuery, dynamicDataQuery } from '../queries'
import { draftOf, newMapping, policyOf, type ShownDraft, withMapping } from './draft'
import { Limits } from './Limits'
import { ShownEditor } from './ShownEditor'

/** Which fields of a connected system's records agents see. */
export function DynamicDataTab() {
  const { connectionId } = useConnection()
  const found = useQuery(dynamicDataQuery(connectionId))
  return <Loaded of={found}>{(saved) => <DynamicDataForm key={connectionId} connectionId={connectionId} saved={saved} />}</Loaded>
}

function DynamicDataForm({ connectionId, saved }: { connectionId: string; saved: DynamicData }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const described = useQuery(describeQuery(connectionId))
  const [start] = useState(() => draftOf(saved.policy))
  const draft = useDraft(start)
  const [version, setVersion] = useState(saved.version)
  const [open, setOpen] = useState<string[]>([])
  const { mappings, limits } = draft.value
  const types = described.data?.recordTypes ?? []
  const save = useMutation({
    mutationFn: () => api.put(`/connections/${connectionId}/dynamic-data`, policyOf(draft.value), version),
    onSuccess: (next) => {
      setVersion(next.version)
      client.setQueryData(dynamicDataQuery(connectionId).queryKey, next)
      draft.settle(draft.value)
      said(t('action.saved'))
    },
  })
  const problems = save.error instanceof ApiError ? save.error.problems : []
  function begin() {
    const one = newMapping()
    draft.change({ mappings: [...mappings, one] })
    setOpen([...open, String(one.key)])
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack>
        <Section
          title={t('dynamicData.title')}
          flush
          actions={
            <Button variant="light" leftSection={<IconPlus size={16} />} onClick={begin}>
              {t('conversations.newMapping')}
            </Button>
          }
        >
          <Text size="sm" c="dimmed" px="md" pb="md">
            {t('dynamicData.help')}
          </Text>
          {described.error && (
            <div style={{ padding: '0 1rem 1rem' }}>
              <Notice tone="hold" title={t('conversations.notDescribed')}>
                {described.error.message}
              </Notice>
            </div>
          )}
          <Accordion multiple chevronPosition="left" value={open} onChange={setOpen}>
            {mappings.map((mapping, index) => (
              <Accordion.Item key={mapping.key} value={String(mapping.key)}>
                <Accordion.Control>
                  <Heading mapping={mapping} types={types} bad={problems.some(({ at }) => at.startsWith(`/mappings/${index}/`))} />
                </Accordion.Control>
                <Accordion.Panel>
                  <ShownEditor
                    mapping={mapping}
                    types={types}
                    limits={limits ?? saved.everyones}
                    problems={problems
                      .filter(({ at }) => at.startsWith(`/mappings/${index}/`))
                      .map((one) => ({ ...one, at: one.at.slice(`/mappings/${index}`.length) }))}
                    change={(next) => draft.change({ mappings: withMapping(mappings, next) })}
                    remove={() => draft.change({ mappings: mappings.filter(({ key }) => key !== mapping.key) })}
                  />
                </Accordion.Panel>
              </Accordion.Item>
            ))}
          </Accordion>
        </Section>
        <Limits own={limits} everyones={saved.everyones} error={save.error} change={(next) => draft.change({ limits: next })} />
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

function Heading({ mapping, types, bad }: { mapping: ShownDraft; types: RecordType[]; bad: boolean }) {
  const { t } = useTranslation()
  const used = mapping.inUse ?? true
  return (
    <Group gap="xs">
      <strong dir="auto">{mapping.name || t('dynamicData.new')}</strong>
      <Tone tone={used ? 'good' : 'quiet'} icon={used ? IconCircleCheck : IconCircleDashed}>
        {t(used ? 'conversations.active' : 'conversations.liesReady')}
      </Tone>
      <Text size="sm" c={bad ? 'red' : 'dimmed'}>
        {mapping.records.map(({ recordType }) => types.find(({ name }) => name === recordType)?.label ?? recordType).join(' · ')}
      </Text>
    </Group>
  )
}
