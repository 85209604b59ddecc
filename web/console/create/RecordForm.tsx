import { Group } from '@mantine/core'
import { api } from '@shared/api/client'
import { problemAt } from '@shared/api/problem'
import { ErrorNotice } from '@shared/components/Failure'
import { RecordLink } from '@shared/components/RecordLink'
import { Notice, StateBadge } from '@shared/components/Tone'
import { IconFilePlus } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Lines } from '../context/Lines'
import { createRecord } from '../desk/hub'
import { webAddress } from '../desk/name'
import type { RecordForm as Form, SessionCard } from '../desk/types'
import { Act } from '../keyboard/Act'
import { useNext } from '../recent/next'
import { Field } from './Field'
import { check, filled, formKey, start } from './forms'

// What was typed stays while the agent looks at another tab or another session.
const drafts = new Map<string, Record<string, string>>()

/** A record's form, filled in as far as the hub knows; what is sent is kept and delivered even if the other system is away. */
export function RecordForm({ card, form }: { card: SessionCard; form: Form }) {
  const { t } = useTranslation()
  const [another, setAnother] = useState(false)
  const place = `${card.id} ${formKey(form)}`
  const [values, setValues] = useState(() => drafts.get(place) ?? start(form))
  const [tried, setTried] = useState(false)
  const wrong = check(form, values)
  const create = useMutation({
    mutationFn: () =>
      createRecord(card.id, { connectionId: form.connectionId, recordType: form.recordType, values: filled(form, values), another }),
    onSuccess: () => {
      drafts.delete(place)
      setTried(false)
    },
  })
  const set = (name: string, value: string) => {
    const next = { ...values, [name]: value }
    drafts.set(place, next)
    setValues(next)
  }
  function submit() {
    setTried(true)
    const first = Object.keys(wrong)[0]
    if (first) document.querySelector<HTMLElement>(`[name="${CSS.escape(first)}"]`)?.focus()
    else create.mutate()
  }
  if (create.isSuccess)
    return (
      <Made
        session={card.id}
        form={form}
        delivery={create.data.deliveryId}
        again={() => {
          setAnother(true)
          setValues(start(form))
          create.reset()
        }}
      />
    )
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <div className="form-grid">
        {form.fields.map((field) => (
          <Field
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            error={
              problemAt(create.error, `/values/${field.name}`) ??
              (tried && wrong[field.name] ? t(`console.wrong.${wrong[field.name]}`, { count: field.length ?? 0 }) : undefined)
            }
            change={(value) => set(field.name, value)}
          />
        ))}
      </div>
      <ErrorNotice error={create.error} />
      <Group mt="md">
        <Act leftSection={<IconFilePlus size={17} />} loading={create.isPending} act={submit}>
          {t('console.create.send', { what: form.label })}
        </Act>
      </Group>
    </form>
  )
}

/** It is kept; whether it has arrived over there is told as it happens. */
function Made({ session, form, delivery, again }: { session: string; form: Form; delivery: string; again: () => void }) {
  const { t } = useTranslation()
  const next = useNext()
  const found = useQuery({
    queryKey: ['sessions', 'made', delivery],
    queryFn: async ({ signal }) =>
      (await api.get(`/sessions/${session}`, undefined, signal)).deliveries.find(({ id }) => id === delivery) ?? null,
    refetchInterval: ({ state: { data } }) => (data && !['waiting', 'running'].includes(data.state) ? false : 1_500),
  })
  const one = found.data
  return (
    <div role="status">
      <Notice
        tone={one?.state === 'delivered' ? 'good' : 'busy'}
        title={t(one?.state === 'delivered' ? 'console.create.there' : 'console.create.kept')}
      >
        {one ? (
          <>
            <Group gap="xs" my={4}>
              <StateBadge state={one.state} />
              {one.record && <RecordLink record={one.record} url={webAddress(one.recordUrl)} />}
            </Group>
            {one.state === 'delivered' && one.record && <Shown form={form} record={one.record} />}
            {one.state !== 'delivered' && next(one)}
          </>
        ) : (
          t('console.create.keptText')
        )}
      </Notice>
      <Group mt="md">
        <Act variant="default" local act={again}>
          {t('console.create.again')}
        </Act>
      </Group>
    </div>
  )
}

/** What agents are to see of the record that was made, if anything was chosen for its type. */
function Shown({ form: { connectionId, recordType }, record }: { form: Form; record: string }) {
  const found = useQuery({
    queryKey: ['shown', connectionId, recordType, record],
    retry: false,
    queryFn: ({ signal }) => api.get(`/connections/${connectionId}/records/${recordType}/${record}/shown`, undefined, signal),
  })
  if (!found.data?.items.length) return null
  return <Lines of={found.data.items.map(({ label, value }) => [label, value])} />
}
