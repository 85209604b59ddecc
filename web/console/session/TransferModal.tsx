import { Autocomplete, Button, Group, Modal, SegmentedControl, Stack, Text } from '@mantine/core'
import { useMe } from '@shared/session'
import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesk, useReachable } from '../desk/Desk'
import { readAgents, readQueues } from '../desk/hub'
import type { DeskView, SessionCard } from '../desk/types'
import { targetOf, type Way, ways } from './transfer'

interface Props {
  card: SessionCard
  view: DeskView
  how: 'transfer' | 'consult'
  close: () => void
}

/** To whom: a queue, a colleague or a number. Who may see the others' desks is offered their names. */
export function TransferModal({ card, view, how, close }: Props) {
  const { t } = useTranslation()
  const desk = useDesk()
  const reachable = useReachable()
  const [way, setWay] = useState<Way>(how === 'consult' ? 'agent' : 'queue')
  const [text, setText] = useState('')
  // An agent may not see the others' desks, and writes the name instead.
  const enabled = useMe()?.user.role !== 'agent'
  const agents = useQuery({ queryKey: ['desk', 'agents'], enabled, retry: false, queryFn: ({ signal }) => readAgents(signal) })
  const queues = useQuery({ queryKey: ['desk', 'queues'], enabled, retry: false, queryFn: ({ signal }) => readQueues(signal) })
  const names = {
    queue: [...new Set([...(queues.data?.queues.map(({ name }) => name) ?? []), ...view.queues])],
    agent: [...new Set(agents.data?.items.map(({ user }) => user.email).filter((email) => email !== view.user.email))],
    number: [],
  }
  const target = targetOf(way, text, how === 'consult')
  function submit(event: FormEvent) {
    event.preventDefault()
    if (!target || !reachable) return
    void desk.ask({ kind: 'transfer', session: card.id, to: target })
    close()
  }
  return (
    <Modal opened onClose={close} title={<strong>{t(`console.${how}.title`)}</strong>}>
      <form onSubmit={submit}>
        <Stack>
          <Text size="sm" c="dimmed">
            {t(`console.${how}.text`)}
          </Text>
          <SegmentedControl
            aria-label={t('console.transfer.way')}
            fullWidth
            data={ways.map((value) => ({ value, label: t(`console.transfer.${value}`) }))}
            value={way}
            onChange={(next) => {
              setWay(next as Way)
              setText('')
            }}
          />
          <Autocomplete
            data-autofocus
            label={t(`console.transfer.${way}`)}
            description={t(`console.transfer.${way}Help`)}
            inputMode={way === 'number' ? 'tel' : way === 'agent' ? 'email' : 'text'}
            data={names[way]}
            value={text}
            onChange={setText}
            limit={30}
            maxLength={250}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('action.cancel')}
            </Button>
            <Button type="submit" disabled={!target || !reachable}>
              {t(`console.do.${how}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
