import { Button, Group, Loader, Stack, Switch, Text, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { ApiError, problemAt } from '@shared/api/problem'
import type { Connection, Connector, FormField } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { Notice } from '@shared/components/Tone'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionQuery } from '../queries'
import { Authorization } from './Authorization'
import { useConnection } from './connection'
import { SettingField } from './SettingField'

interface General {
  name: string
  enabled: boolean
  settings: Record<string, unknown>
}

export function GeneralTab() {
  const { connection, connector } = useConnection()
  return (
    <Loaded of={connection}>
      {(one) =>
        connector ? (
          <Stack>
            {connector.capabilities.includes('authorize') && <Authorization connection={one} connector={connector} />}
            <GeneralForm key={one.id} saved={one} connector={connector} />
          </Stack>
        ) : null
      }
    </Loaded>
  )
}

function startOf(saved: Connection, fields: FormField[]): General {
  const settings = Object.fromEntries(
    fields.map(({ name, type, default: initial }) => [name, type === 'secret' ? undefined : (saved.settings[name] ?? initial ?? null)]),
  )
  return { name: saved.name, enabled: saved.enabled, settings }
}

function GeneralForm({ saved, connector }: { saved: Connection; connector: Connector }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const draft = useDraft(startOf(saved, connector.settings))
  const { name, enabled, settings } = draft.value
  // The version that the draft began from: what changed on the hub since must refuse the save, not be written over.
  const [version, setVersion] = useState(saved.version)
  const save = useMutation({
    mutationFn: () => api.put(`/connections/${saved.id}`, draft.value, version),
    onSuccess: async (next) => {
      setVersion(next.version)
      client.setQueryData(connectionQuery(next.id).queryKey, next)
      draft.settle(startOf(next, connector.settings))
      await client.invalidateQueries({ queryKey: ['connections'] })
    },
  })
  const test = useMutation({ mutationFn: () => api.post(`/connections/${saved.id}/test`, { settings }) })
  async function remove() {
    await api.delete(`/connections/${saved.id}`, saved.version)
    draft.settle(draft.value)
    await navigate({ to: '/integrations' })
    await client.invalidateQueries({ queryKey: ['connections'] })
  }
  const groups = [...new Set(connector.settings.map(({ group }) => group ?? ''))]
  const refused = save.error instanceof ApiError && save.error.code === 'connection-test-failed'
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        test.reset()
        save.mutate()
      }}
    >
      <Stack>
        <Section>
          <Switch
            size="md"
            label={<strong>{t('integrations.enabled')}</strong>}
            description={t('integrations.enabledHelp')}
            checked={enabled}
            onChange={(event) => draft.change({ enabled: event.currentTarget.checked })}
          />
        </Section>
        <Section title={t('integrations.settings')}>
          <Stack maw={720} gap="md">
            <TextInput
              label={t('integrations.name')}
              required
              value={name}
              onChange={(event) => draft.change({ name: event.currentTarget.value })}
            />
            {groups.map((group) => (
              <Stack key={group} gap="md">
                {group && (
                  <Text fw={650} mt="sm">
                    {group}
                  </Text>
                )}
                {connector.settings
                  .filter((field) => (field.group ?? '') === group)
                  .map((field) => (
                    <SettingField
                      key={field.name}
                      field={field}
                      value={settings[field.name]}
                      secretSet={saved.secretsSet.includes(field.name)}
                      settled={field.fixed && Boolean(saved.settings[field.name])}
                      error={problemAt(save.error, `/settings/${field.name}`)}
                      onChange={(value) => draft.change({ settings: { ...settings, [field.name]: value } })}
                    />
                  ))}
              </Stack>
            ))}
          </Stack>
        </Section>
        <div aria-live="polite">
          {(save.isPending || test.isPending) && (
            <Notice
              tone="busy"
              title={
                <Group gap="xs">
                  {t(enabled || test.isPending ? 'integrations.testing' : 'integrations.saving')} <Loader size="xs" />
                </Group>
              }
            />
          )}
          {save.isSuccess && !draft.dirty && (
            <Notice tone="good" title={t(saved.enabled ? 'integrations.savedTested' : 'integrations.savedOff')} />
          )}
          {refused ? <ErrorNotice error={save.error} title={t('integrations.notSaved')} /> : <ErrorNotice error={save.error} />}
          {test.data && (
            <Notice tone="good" title={test.data.summary}>
              {test.data.details.map((line) => (
                <div key={line}>{line}</div>
              ))}
            </Notice>
          )}
          <ErrorNotice error={test.error} title={t('integrations.testFailed')} />
        </div>
        <Group justify="space-between">
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!draft.dirty}>
              {t(enabled ? 'integrations.saveAndTest' : 'action.save')}
            </Button>
            <Button
              variant="default"
              loading={test.isPending}
              onClick={() => {
                save.reset()
                test.mutate()
              }}
            >
              {t('integrations.test')}
            </Button>
          </Group>
          <ConfirmButton
            color="red"
            variant="subtle"
            question={t('integrations.deleteQuestion', { name: saved.name })}
            explain={t('integrations.deleteExplain')}
            answer={t('action.delete')}
            onConfirm={remove}
          >
            {t('integrations.delete')}
          </ConfirmButton>
        </Group>
      </Stack>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </form>
  )
}
