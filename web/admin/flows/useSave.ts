import { ApiError } from '@shared/api/problem'
import { said } from '@shared/components/Said'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { flowDoor, flowQuery, flowsQuery, flowVersionsQuery } from './questions'
import type { FlowAnswer } from './types'
import type { DesignerState } from './useDesigner'

/** Keeps the draft at the hub. Where somebody else was faster, nothing is overwritten: theirs is fetched, and a person decides. */
export function useSave(saved: FlowAnswer, state: DesignerState) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [known, setKnown] = useState(saved)
  const [theirs, setTheirs] = useState<FlowAnswer>()
  async function kept(next: FlowAnswer, settle = true) {
    setKnown(next)
    if (settle) state.settle(next.flow)
    client.setQueryData(flowQuery(next.id).queryKey, next)
    await client.invalidateQueries({ queryKey: flowsQuery.queryKey, exact: true })
    await client.invalidateQueries({ queryKey: flowVersionsQuery(next.id).queryKey })
  }
  const saving = useMutation({
    mutationFn: (over?: number) => flowDoor.save(saved.id, state.flow, over ?? known.version),
    onSuccess: async (next) => {
      setTheirs(undefined)
      await kept(next)
      said(t('action.saved'))
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.code === 'version-conflict')
        setTheirs(await client.fetchQuery({ ...flowQuery(saved.id), staleTime: 0 }))
    },
  })
  /** The version that is kept now; nothing where it could not be. */
  const save = async (over?: number): Promise<number | undefined> => {
    try {
      return (await saving.mutateAsync(over)).version
    } catch {
      // The page says what went wrong, or asks whose is to stay.
      return undefined
    }
  }
  return {
    known,
    theirs,
    saving,
    save: async () => (state.dirty && !saving.isPending ? (await save()) !== undefined : !state.dirty),
    /** Mine over theirs, with open eyes. */
    overwrite: () => save(theirs?.version),
    takeTheirs: async () => {
      if (!theirs) return
      await kept(theirs)
      setTheirs(undefined)
    },
    leaveOpen: () => setTheirs(undefined),
    publish: async (note: string) => {
      const read = state.dirty ? await save() : known.version
      if (read === undefined) throw new Error(t('flows.publish.notSaved'))
      await kept(await flowDoor.publish(saved.id, note, read), false)
      said(t('flows.publish.done'))
    },
    rollBack: async (version: number) => {
      await kept(await flowDoor.rollBack(saved.id, version, known.version), false)
      said(t('flows.versions.rolledBack', { version }))
    },
  }
}

export type Keeping = ReturnType<typeof useSave>
