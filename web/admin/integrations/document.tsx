import { Button, Group } from '@mantine/core'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { said } from '@shared/components/Said'
import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

interface Kept<Draft, Saved> {
  queryKey: QueryKey
  version: number
  /** What the form begins with; asked once. */
  begin: () => Draft
  /** Writes over the version that was read, or over the one that was written last. */
  put: (draft: Draft, version: number) => Promise<Saved>
}

/** One of a connection's documents: what is being written of it, and its way to the hub. */
export function useDocument<Draft, Saved extends { version: number }>({ queryKey, version: read, begin, put }: Kept<Draft, Saved>) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [start] = useState(begin)
  const draft = useDraft(start)
  const [version, setVersion] = useState(read)
  const save = useMutation({
    mutationFn: () => put(draft.value, version),
    onSuccess: (saved) => {
      setVersion(saved.version)
      client.setQueryData(queryKey, saved)
      draft.settle(draft.value)
      said(t('action.saved'))
    },
  })
  return { draft, save }
}

interface SaveProps {
  draft: Pick<ReturnType<typeof useDraft>, 'dirty' | 'wouldLose'>
  save: { error: unknown; isPending: boolean }
  lacking?: boolean
}

/** Why saving was refused, and the button; a document that lacks something cannot be sent yet. */
export function SaveDocument({ draft, save, lacking }: SaveProps) {
  const { t } = useTranslation()
  return (
    <>
      <ErrorNotice error={save.error} />
      <Group>
        <Button type="submit" loading={save.isPending} disabled={!draft.dirty || lacking}>
          {t('action.save')}
        </Button>
      </Group>
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </>
  )
}
