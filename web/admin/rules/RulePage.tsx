import { Button, Group, Select, Stack, Switch, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import type { CaseType, Fact, Rule, RuleContent, Trigger } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { caseTypeQuery, factsQuery, rulesQuery } from '../queries'
import { ActionList } from './ActionList'
import { ConditionList } from './ConditionList'

const triggers: Trigger[] = ['created', 'updated', 'fieldChanged', 'statusReached', 'attachmentAdded', 'noteAdded']
type RuleDraft = Required<RuleContent> & { conditions: Rule['conditions'] }

export function RulePage() {
  const { caseType, ruleId } = useParams({ from: '/inside/rules/$caseType/$ruleId' })
  const type = useQuery(caseTypeQuery(caseType))
  const rules = useQuery(rulesQuery(caseType))
  const facts = useQuery(factsQuery(caseType))
  return (
    <Loaded of={type}>
      {(itsType) => (
        <Loaded of={rules}>
          {({ items }) => (
            <RuleEditor key={ruleId} type={itsType} saved={items.find(({ id }) => id === ruleId)} facts={facts.data?.items ?? []} />
          )}
        </Loaded>
      )}
    </Loaded>
  )
}

function RuleEditor({ type, saved, facts }: { type: CaseType; saved?: Rule; facts: Fact[] }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const empty: RuleDraft = {
    name: '',
    enabled: true,
    when: { on: 'created' },
    conditions: [],
    actions: [{ kind: 'applyIntegration' }],
  }
  const draft = useDraft<RuleDraft>(saved ?? empty)
  const { name, enabled, when, conditions, actions } = draft.value
  const [version] = useState(saved?.version)
  async function leave() {
    draft.settle(draft.value)
    await client.invalidateQueries({ queryKey: ['rules', type.name] })
    await navigate({ to: '/rules', search: { type: type.name } })
  }
  const save = useMutation({
    mutationFn: () =>
      saved ? api.put(`/rules/${saved.id}`, draft.value, version) : api.create(`/case-types/${type.name}/rules`, draft.value),
    onSuccess: async () => {
      said(t('action.saved'))
      await leave()
    },
  })
  async function remove() {
    await api.delete(`/rules/${saved?.id ?? ''}`, saved?.version)
    await leave()
  }
  return (
    <Page
      title={name || t('rules.add')}
      crumbs={[
        <TextLink key="rules" to="/rules" search={{ type: type.name }}>
          {t('nav.rules')}
        </TextLink>,
        type.label,
        name || t('rules.add'),
      ]}
      actions={
        <Button loading={save.isPending} disabled={!draft.dirty || !name.trim()} onClick={() => save.mutate()}>
          {t('action.save')}
        </Button>
      }
    >
      <ErrorNotice error={save.error} />
      <Section>
        <Stack maw={620}>
          <TextInput
            label={t('rules.name')}
            required
            value={name}
            onChange={(event) => draft.change({ name: event.currentTarget.value })}
          />
          <Switch
            label={t('rules.active')}
            checked={enabled}
            onChange={(event) => draft.change({ enabled: event.currentTarget.checked })}
          />
        </Stack>
      </Section>
      <Section title={t('rules.when')}>
        <Group align="flex-end">
          <Select
            label={t('rules.trigger')}
            allowDeselect={false}
            data={triggers.map((on) => ({ value: on, label: t(`rules.on.${on}`) }))}
            value={when.on}
            onChange={(on) => on && draft.change({ when: { on: on as Trigger } })}
          />
          {when.on === 'fieldChanged' && (
            <Select
              label={t('rules.field')}
              searchable
              data={type.fields.map((field) => ({ value: field.name, label: field.label }))}
              value={when.field ?? null}
              onChange={(field) => draft.change({ when: { ...when, field } })}
            />
          )}
          {when.on === 'statusReached' && (
            <Select
              label={t('cases.status')}
              data={type.statuses.map((status) => ({ value: status.name, label: status.label }))}
              value={when.status ?? null}
              onChange={(status) => draft.change({ when: { ...when, status } })}
            />
          )}
        </Group>
      </Section>
      <Section title={t('rules.conditions')}>
        <ConditionList conditions={conditions} facts={facts} change={(next) => draft.change({ conditions: next })} />
      </Section>
      <Section title={t('rules.then')}>
        <ActionList actions={actions} type={type} facts={facts} change={(next) => draft.change({ actions: next })} />
      </Section>
      {saved && (
        <Group justify="flex-end">
          <ConfirmButton
            color="red"
            variant="subtle"
            question={t('rules.deleteQuestion', { name: saved.name })}
            answer={t('action.delete')}
            onConfirm={remove}
          >
            {t('rules.delete')}
          </ConfirmButton>
        </Group>
      )}
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Page>
  )
}
