import { Button, Group, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { Case, CaseType } from '@shared/api/types'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CaseDraft, CaseForm, orNone } from './CaseForm'
import { FieldValue } from './FieldInput'

export function CaseDetails({ one, type }: { one: Case; type: CaseType }) {
  const { t } = useTranslation()
  const [editing, edit] = useDisclosure()
  if (editing) return <Editor one={one} type={type} close={edit.close} />
  return (
    <Section
      title={t('cases.details')}
      actions={
        <Button variant="default" size="xs" onClick={edit.open}>
          {t('action.edit')}
        </Button>
      }
    >
      <dl className="facts">
        {type.fields.map((field) => (
          <div key={field.name} style={{ display: 'contents' }}>
            <dt>{field.label}</dt>
            <dd>
              <FieldValue field={field} value={one.values[field.name]} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  )
}

function Editor({ one, type, close }: { one: Case; type: CaseType; close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  // Integrations write to the case while a person edits it, so only what the person changed is sent, against what they saw.
  const [began] = useState(one)
  const draft = useDraft<CaseDraft>({ values: one.values, person: one.person ?? {}, address: one.address ?? {} })
  const save = useMutation({
    mutationFn: () => api.patch(`/cases/${one.id}`, changed(began, draft.value)),
    onSuccess: async () => {
      draft.settle(draft.value)
      await client.invalidateQueries({ queryKey: ['cases'] })
      said(t('action.saved'))
      close()
    },
  })
  return (
    <Section title={t('cases.edit')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <CaseForm type={type} draft={draft.value} error={save.error} change={draft.change} />
          <ErrorNotice error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!draft.dirty}>
              {t('action.save')}
            </Button>
            <Button variant="default" onClick={close}>
              {t('action.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Section>
  )
}

/** Only what a person changed is sent, so that the history and the rules see just that. */
function changed(one: Case, draft: CaseDraft) {
  const values = Object.fromEntries(Object.entries(draft.values).filter(([name, value]) => value !== one.values[name]))
  const same = (before: unknown, after: unknown) => JSON.stringify(before ?? {}) === JSON.stringify(after)
  return {
    ...(Object.keys(values).length > 0 && { values }),
    ...(!same(one.person, draft.person) && { person: orNone(draft.person) }),
    ...(!same(one.address, draft.address) && { address: orNone(draft.address) }),
  }
}
