import { Radio, Stack, Text, TextInput } from '@mantine/core'
import { FormModal } from '@shared/components/FormModal'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { flowDoor, flowQuery, flowsQuery } from './questions'
import { useSurroundings } from './surroundings'
import { type Start, startFrom, starts } from './templates'

/** A new flow: what it is called, and which of the beginnings it has. */
export function NewFlow({ close }: { close: () => void }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const { finders, queues } = useSurroundings()
  const [name, setName] = useState('')
  const [start, setStart] = useState<Start>('recognise')
  const send = useMutation({
    mutationFn: () => flowDoor.make(startFrom(start, t, name.trim(), finders[0]?.value, queues[0])),
    onSuccess: async (made) => {
      client.setQueryData(flowQuery(made.id).queryKey, made)
      await client.invalidateQueries({ queryKey: flowsQuery.queryKey, exact: true })
      await navigate({ to: '/flows/$flowId', params: { flowId: made.id } })
    },
  })
  return (
    <FormModal title={t('flows.add')} close={close} send={send} answer={t('flows.create')} disabled={!name.trim()}>
      <TextInput
        label={t('flows.settings.name')}
        required
        maxLength={100}
        data-autofocus
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Radio.Group label={t('flows.startFrom')} value={start} onChange={(next) => setStart(next as Start)}>
        <Stack gap="xs" mt="xs">
          {starts.map((one) => (
            <Radio.Card key={one} value={one} className="flow-start" aria-label={t(`flows.start.${one}.title`)}>
              <Radio.Indicator mt={2} />
              <span>
                <Text component="span" display="block" fw={600} size="sm">
                  {t(`flows.start.${one}.title`)}
                </Text>
                <Text component="span" display="block" size="sm" c="dimmed">
                  {t(`flows.start.${one}.text`)}
                </Text>
              </span>
            </Radio.Card>
          ))}
        </Stack>
      </Radio.Group>
    </FormModal>
  )
}
