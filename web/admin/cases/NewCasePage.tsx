import { Button, Group, Select, Stack } from '@mantine/core'
import { api } from '@shared/api/client'
import type { CaseType } from '@shared/api/types'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { LinkButton, TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { caseTypesQuery } from '../queries'
import { type CaseDraft, CaseForm, orNone } from './CaseForm'

export function NewCasePage() {
  const types = useQuery(caseTypesQuery)
  return <Loaded of={types}>{({ items }) => <NewCase types={items} />}</Loaded>
}

function NewCase({ types }: { types: CaseType[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const client = useQueryClient()
  const draft = useDraft<CaseDraft & { type: string }>({ type: types[0]?.name ?? '', values: {}, person: {}, address: {} })
  const type = types.find(({ name }) => name === draft.value.type)
  const create = useMutation({
    mutationFn: () =>
      api.create('/cases', {
        type: draft.value.type,
        values: draft.value.values,
        person: orNone(draft.value.person),
        address: orNone(draft.value.address),
      }),
    onSuccess: async (made) => {
      draft.settle(draft.value)
      await client.invalidateQueries({ queryKey: ['cases'] })
      await navigate({ to: '/cases/$caseId', params: { caseId: made.id } })
    },
  })
  return (
    <Page
      title={t('cases.new')}
      crumbs={[
        <TextLink key="cases" to="/cases">
          {t('nav.cases')}
        </TextLink>,
        t('cases.new'),
      ]}
    >
      <Section>
        <form
          onSubmit={(event) => {
            event.preventDefault()
            create.mutate()
          }}
        >
          <Stack maw={760}>
            <Select
              label={t('cases.type')}
              required
              allowDeselect={false}
              data={types.map(({ name, label }) => ({ value: name, label }))}
              value={draft.value.type}
              onChange={(name) => name && draft.change({ type: name, values: {} })}
            />
            {type && <CaseForm type={type} draft={draft.value} error={create.error} change={draft.change} />}
            <ErrorNotice error={create.error} />
            <Group>
              <Button type="submit" loading={create.isPending} disabled={!type}>
                {t('cases.create')}
              </Button>
              <LinkButton to="/cases" variant="default">
                {t('action.cancel')}
              </LinkButton>
            </Group>
          </Stack>
        </form>
      </Section>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Page>
  )
}
