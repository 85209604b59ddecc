import { Button, Checkbox, Collapse, Group, NumberInput, SimpleGrid, Stack } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import { problemAt } from '@shared/api/problem'
import type { Simulation } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { IconChevronDown, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'

const number = (value: string | number) => (value === '' ? undefined : Number(value))

export function SimulatorForm({ now }: { now: Simulation }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [order, setOrder] = useState(now.order)
  const [confirm, setConfirm] = useState(false)
  const [more, { toggle }] = useDisclosure()
  const start = useMutation({
    mutationFn: () => api.post('/simulation', { ...order, confirm: confirm || undefined }),
    onSuccess: (answer) => client.setQueryData(['simulation'], answer),
  })
  const field = (name: keyof typeof order) => ({
    label: t(`simulator.field.${name}`),
    description: t(`simulator.help.${name}`),
    value: (order[name] as number | undefined) ?? '',
    error: problemAt(start.error, `/${name}`),
    onChange: (value: string | number) => setOrder((before) => ({ ...before, [name]: number(value) })),
    allowDecimal: false,
  })
  function send(event: FormEvent) {
    event.preventDefault()
    start.mutate()
  }
  return (
    <form onSubmit={send}>
      <Stack>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NumberInput {...field('speed')} min={1} max={now.limits.speed} required />
          <NumberInput {...field('agents')} min={1} max={now.limits.agents} required />
          <NumberInput {...field('minutes')} min={1} max={now.limits.minutes} required />
        </SimpleGrid>
        <div>
          <Button
            variant="subtle"
            size="compact-sm"
            onClick={toggle}
            aria-expanded={more}
            rightSection={<IconChevronDown size={14} style={{ transform: more ? 'rotate(180deg)' : undefined }} />}
          >
            {t('simulator.more')}
          </Button>
          <Collapse expanded={more}>
            <Stack pt="sm">
              <SimpleGrid cols={{ base: 1, sm: 3 }}>
                <NumberInput {...field('contactsPerHour')} min={1} max={now.limits.contactsPerHour} placeholder={t('simulator.byAgents')} />
                <NumberInput {...field('fromHour')} min={0} max={23} required />
                <NumberInput {...field('seed')} required />
              </SimpleGrid>
              <Checkbox
                label={t('simulator.field.trueTimes')}
                description={t('simulator.help.trueTimes')}
                checked={order.trueTimes ?? false}
                onChange={({ currentTarget: { checked } }) => setOrder((before) => ({ ...before, trueTimes: checked }))}
              />
            </Stack>
          </Collapse>
        </div>
        {!now.demo && (
          <Checkbox
            label={t('simulator.confirm')}
            checked={confirm}
            onChange={({ currentTarget: { checked } }) => setConfirm(checked)}
            required
          />
        )}
        <ErrorNotice error={start.error} />
        <Group>
          <Button type="submit" leftSection={<IconPlayerPlay size={16} />} loading={start.isPending}>
            {t('simulator.go')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
