import { Group, Stack } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError } from '@shared/api/problem'
import type { DynamicData } from '@shared/api/types'
import { Loaded } from '@shared/components/Loaded'
import { Notice } from '@shared/components/Tone'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { MappingHeading, MappingList } from '../conversations/MappingFrame'
import { useConnection } from '../integrations/connection'
import { SaveDocument, useDocument } from '../integrations/document'
import { describeQuery, dynamicDataQuery } from '../queries'
import { draftOf, newMapping, policyOf, withMapping } from './draft'
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
  const described = useQuery(describeQuery(connectionId))
  const { draft, save } = useDocument({
    queryKey: dynamicDataQuery(connectionId).queryKey,
    version: saved.version,
    begin: () => draftOf(saved.policy),
    put: (value, version) => api.put(`/connections/${connectionId}/dynamic-data`, policyOf(value), version),
  })
  const { mappings, limits } = draft.value
  const types = described.data?.recordTypes ?? []
  const problems = save.error instanceof ApiError ? save.error.problems : []
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        save.mutate()
      }}
    >
      <Stack>
        <MappingList
          title={t('dynamicData.title')}
          help={t('dynamicData.help')}
          notice={
            described.error && (
              <div style={{ padding: '0 1rem 1rem' }}>
                <Notice tone="hold" title={t('conversations.notDescribed')}>
                  {described.error.message}
                </Notice>
              </div>
            )
          }
          mappings={mappings}
          fresh={newMapping}
          change={(next) => draft.change({ mappings: next })}
          heading={(mapping, index) => (
            <Group gap="xs">
              <MappingHeading
                mapping={mapping}
                unnamed={t('dynamicData.new')}
                types={types}
                bad={problems.some(({ at }) => at.startsWith(`/mappings/${index}/`))}
              />
            </Group>
          )}
        >
          {(mapping, index) => (
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
          )}
        </MappingList>
        <Limits own={limits} everyones={saved.everyones} error={save.error} change={(next) => draft.change({ limits: next })} />
        <SaveDocument draft={draft} save={save} />
      </Stack>
    </form>
  )
}
