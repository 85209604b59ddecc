import { Select, Text } from '@mantine/core'
import { FormModal } from '@shared/components/FormModal'
import { said } from '@shared/components/Said'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { setPresence, settingsQuery } from '../live/ask'
import type { AgentRow } from '../live/types'

export type Wanted = 'inQueue' | 'notReady'

interface Props {
  agent: AgentRow
  wanted: Wanted
  close: () => void
  done: () => void
}

/** Asks before somebody else's day is changed, and says what will come of it. */
export function ChangePresence({ agent, wanted, close, done }: Props) {
  const { t } = useTranslation()
  const name = agent.user.name
  const [reason, setReason] = useState<string | null>(null)
  const reasons = useQuery(settingsQuery).data?.reasons ?? []
  const change = useMutation({
    mutationFn: () => setPresence(agent.user.id, wanted, wanted === 'notReady' ? reason : null),
    onSuccess: () => {
      close()
      done()
      said(t('floor.agents.changed', { name, presence: t(`floor.presence.${wanted}`) }))
    },
  })
  return (
    <FormModal title={t(`floor.agents.question.${wanted}`, { name })} close={close} send={change} answer={t(`floor.agents.make.${wanted}`)}>
      <Text size="sm">{t(`floor.agents.then.${wanted}`)}</Text>
      {(agent.presence === 'busy' || agent.presence === 'wrapUp') && (
        <Text size="sm" fw={600}>
          {t(`floor.agents.now.${agent.presence}`, { name })}
        </Text>
      )}
      {wanted === 'notReady' && reasons.length > 0 && (
        <Select
          label={t('floor.agents.reason')}
          placeholder={t('floor.agents.noReason')}
          data={reasons}
          value={reason}
          onChange={setReason}
          clearable
        />
      )}
    </FormModal>
  )
}
