import { Button, Group, Stack, TagsInput, Text, Textarea, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { problemAt } from '@shared/api/problem'
import type { Session } from '@shared/api/types'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { When } from '@shared/components/When'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

/** Keeps what the hub answers to a change of a session. */
function useKept(id: string) {
  const client = useQueryClient()
  return async (next: Session) => {
    client.setQueryData(['sessions', 'one', id], next)
    await client.invalidateQueries({ queryKey: ['sessions', 'list'] })
  }
}

export function Notes({ one }: { one: Session }) {
  const { t } = useTranslation()
  const keep = useKept(one.id)
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: () => api.create(`/sessions/${one.id}/notes`, { text }),
    onSuccess: async (next) => {
      setText('')
      await keep(next)
    },
  })
  return (
    <Section title={t('sessions.notes')}>
      <Stack gap="sm">
        {one.notes.length === 0 && <Text c="dimmed">{t('sessions.noNotes')}</Text>}
        {one.notes.map((note) => (
          <div key={note.key} style={{ overflowWrap: 'anywhere' }}>
            <Text size="sm" style={{ whiteSpace: 'pre-wrap' }}>
              {note.text}
            </Text>
            <Text size="xs" c="dimmed">
              {note.who} · <When at={note.at} />
            </Text>
          </div>
        ))}
        {one.mine && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              add.mutate()
            }}
          >
            <Textarea
              aria-label={t('sessions.addNote')}
              placeholder={t('sessions.addNote')}
              autosize
              minRows={2}
              value={text}
              error={problemAt(add.error, '/text')}
              onChange={(event) => setText(event.currentTarget.value)}
            />
            <Group mt="xs">
              <Button type="submit" size="xs" variant="default" loading={add.isPending} disabled={!text.trim()}>
                {t('sessions.addNote')}
              </Button>
            </Group>
            <ErrorNotice error={add.error} />
          </form>
        )}
      </Stack>
    </Section>
  )
}

/** How a session ended in the words of whoever had it: disposition and tags. */
export function WrapUp({ one }: { one: Session }) {
  const { t } = useTranslation()
  const keep = useKept(one.id)
  const start = (from: Session) => ({ disposition: from.disposition ?? '', subDisposition: from.subDisposition ?? '', tags: from.tags })
  const draft = useDraft(start(one))
  const { disposition, subDisposition, tags } = draft.value
  const save = useMutation({
    mutationFn: () =>
      api.patch(`/sessions/${one.id}`, { disposition: disposition.trim() || null, subDisposition: subDisposition.trim() || null, tags }),
    onSuccess: async (next) => {
      draft.settle(start(next))
      said(t('action.saved'))
      await keep(next)
    },
  })
  return (
    <Section title={t('sessions.wrapUp')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="sm">
          <TextInput
            label={t('sessions.disposition')}
            readOnly={!one.mine}
            value={disposition}
            onChange={(event) => draft.change({ disposition: event.currentTarget.value })}
          />
          <TextInput
            label={t('sessions.subDisposition')}
            readOnly={!one.mine}
            value={subDisposition}
            onChange={(event) => draft.change({ subDisposition: event.currentTarget.value })}
          />
          <TagsInput label={t('sessions.tags')} readOnly={!one.mine} value={tags} onChange={(next) => draft.change({ tags: next })} />
          <ErrorNotice error={save.error} />
          {one.mine && (
            <Group>
              <Button type="submit" size="xs" loading={save.isPending} disabled={!draft.dirty}>
                {t('action.save')}
              </Button>
            </Group>
          )}
        </Stack>
      </form>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Section>
  )
}
