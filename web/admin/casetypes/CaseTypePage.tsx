import { Button, Select, SimpleGrid, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { problemAt } from '@shared/api/problem'
import type { CaseType } from '@shared/api/types'
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
import { caseTypeQuery } from '../queries'
import { FieldList } from './FieldList'
import { StatusList } from './StatusList'

const blank: CaseType = {
  name: '',
  label: '',
  titleField: null,
  fields: [],
  statuses: [],
  dates: [],
  version: 0,
}

export function CaseTypePage() {
  const { name } = useParams({ from: '/inside/case-types/$name' })
  const isNew = name === 'new'
  const type = useQuery({ ...caseTypeQuery(name), enabled: !isNew })
  if (isNew) return <CaseTypeEditor key="new" isNew saved={blank} />
  return <Loaded of={type}>{(saved) => <CaseTypeEditor key={name} saved={saved} />}</Loaded>
}

function CaseTypeEditor({ saved, isNew = false }: { saved: CaseType; isNew?: boolean }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const start = isNew
    ? {
        ...saved,
        statuses: [
          { name: 'open', label: t('caseTypes.open'), kind: 'initial' as const },
          { name: 'closed', label: t('caseTypes.closed'), kind: 'final' as const },
        ],
      }
    : saved
  const draft = useDraft<CaseType>(start)
  const [version, setVersion] = useState(saved.version)
  const { label, name, titleField, fields, statuses } = draft.value
  const save = useMutation({
    mutationFn: () => (isNew ? api.create('/case-types', draft.value) : api.put(`/case-types/${saved.name}`, draft.value, version)),
    onSuccess: async (next) => {
      setVersion(next.version)
      client.setQueryData(['case-types', next.name], next)
      draft.settle(next)
      said(t('action.saved'))
      await client.invalidateQueries({ queryKey: ['case-types'] })
      await client.invalidateQueries({ queryKey: ['facts'] })
      if (isNew) await navigate({ to: '/case-types/$name', params: { name: next.name }, replace: true })
    },
  })
  return (
    <Page
      title={label || t('caseTypes.add')}
      crumbs={[
        <TextLink key="types" to="/case-types">
          {t('nav.caseTypes')}
        </TextLink>,
        label || t('caseTypes.add'),
      ]}
      actions={
        <Button loading={save.isPending} disabled={!draft.dirty || !label.trim() || !name.trim()} onClick={() => save.mutate()}>
          {t('action.save')}
        </Button>
      }
    >
      <ErrorNotice error={save.error} />
      <Section>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <TextInput
            label={t('caseTypes.label')}
            required
            value={label}
            error={problemAt(save.error, '/label')}
            onChange={(event) => draft.change({ label: event.currentTarget.value })}
          />
          <TextInput
            label={t('caseTypes.name')}
            required
            readOnly={!isNew}
            value={name}
            error={problemAt(save.error, '/name')}
            onChange={(event) => draft.change({ name: event.currentTarget.value })}
          />
          <Select
            label={t('caseTypes.titleField')}
            clearable
            data={fields.filter((field) => field.name).map((field) => ({ value: field.name, label: field.label || field.name }))}
            value={titleField ?? null}
            onChange={(field) => draft.change({ titleField: field })}
          />
        </SimpleGrid>
      </Section>
      <Section title={t('caseTypes.fields')}>
        <FieldList fields={fields} saved={saved.fields} change={(next) => draft.change({ fields: next })} />
      </Section>
      <Section title={t('caseTypes.statuses')}>
        <StatusList statuses={statuses} change={(next) => draft.change({ statuses: next })} />
      </Section>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Page>
  )
}
