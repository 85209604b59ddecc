import { useMutation } from '@tanstack/react-query'
import { type RecordPointer, relate, unrelate } from '../desk/hub'
import type { SessionCard } from '../desk/types'
import { refused } from '../refused'

/** Says which record a session is about; nothing takes it away. The desk shows it once the hub has it. */
export const useRelate = (card: SessionCard) =>
  useMutation({
    mutationFn: (to: RecordPointer | null): Promise<unknown> => (to ? relate(card.id, to) : unrelate(card.id)),
    onError: (error) => refused('related', error),
  })
