import { Button, Group, Text, Textarea } from '@mantine/core'
import { api } from '@shared/api/client'
import { useKeyset } from '@shared/api/keyset'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded, MoreButton } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { When } from '@shared/components/When'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function History({ caseId }: { caseId: string }) {
  const { t } = useTranslation()
  const list = useKeyset(['cases', 'history', caseId], `/cases/${caseId}/history`)
  return (
    <Section title={t('cases.history')}>
      <NoteForm caseId={caseId} />
      <Loaded of={{ ...list, data: list.data && list.items }}>
        {(entries) => (
          <ol className="timeline">
            {entries.map((entry) => (
              <li key={entry.id}>
                <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
                  {entry.text}
                </Text>
                {(entry.from || entry.to) && (
                  <Text size="sm">
                    <s style={{ color: 'var(--mantine-color-dimmed)' }}>{entry.from || t('cases.empty')}</s> →{' '}
                    <strong>{entry.to || t('cases.empty')}</strong>
                  </Text>
                )}
                <Text size="xs" c="dimmed">
                  {entry.who} · <When at={entry.at} />
                  {entry.delivery && (
                    <>
                      {' · '}
                      <Link to="/log/$deliveryId" params={{ deliveryId: entry.delivery }} style={{ color: 'inherit' }}>
                        {t('cases.toDelivery')}
                      </Link>
                    </>
                  )}
                </Text>
              </li>
            ))}
          </ol>
        )}
      </Loaded>
      <MoreButton query={list} />
    </Section>
  )
}

function NoteForm({ caseId }: { caseId: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [text, setText] = useState('')
  const add = useMutation({
    mutationFn: () => api.create(`/cases/${caseId}/notes`, { text }),
    onSuccess: async () => {
      setText('')
      await client.invalidateQueries({ queryKey: ['cases'] })
    },
  })
  return (
    <form
      style={{ marginBottom: '1.25rem' }}
      onSubmit={(event) => {
        event.preventDefault()
        add.mutate()
      }}
    >
      <Textarea
        placeholder={t('cases.notePlaceholder')}
        aria-label={t('cases.note')}
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <ErrorNotice error={add.error} />
      {text.trim() && (
        <Group mt="xs">
          <Button size="xs" type="submit" loading={add.isPending}>
            {t('cases.addNote')}
          </Button>
        </Group>
      )}
    </form>
  )
}
