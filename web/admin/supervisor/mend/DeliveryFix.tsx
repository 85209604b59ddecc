import { Button, Group, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { DeliveryRow, ReplayDraft } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { LinkButton, TextLink } from '@shared/components/Links'
import { said } from '@shared/components/Said'
import { StateBadge } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useMe } from '@shared/session'
import { IconRefresh, IconUserCheck } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Decide } from './Decide'
import { type Fix, fixesOf } from './fixes'

/** One delivery that did not go through: what happened, why, and the press that helps. */
export function DeliveryFix({ row }: { row: DeliveryRow }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const administrator = useMe()?.user.role === 'administrator'
  const [deciding, { open, close }] = useDisclosure()
  const replay = useMutation({
    mutationFn: (draft: ReplayDraft) => api.create(`/deliveries/${row.id}/replay`, { draft }),
    onSuccess: async () => {
      said(t('log.replayed', { count: 1 }))
      await client.invalidateQueries({ queryKey: ['deliveries'] })
    },
  })
  const name = `${t(`kind.${row.kind}`)} ${row.subjectNumber ?? ''}`.trim()
  const look = (index: number) => (index === 0 ? 'filled' : 'default')
  function button(fix: Fix, index: number) {
    const label = t(`floor.mend.fix.${fix}`)
    const same = { size: 'xs', variant: look(index), 'aria-label': `${label}: ${name}` } as const
    if (fix === 'retry' || fix === 'today')
      return (
        <Button
          key={fix}
          {...same}
          leftSection={<IconRefresh size={14} />}
          loading={replay.isPending}
          onClick={() => replay.mutate(fix === 'today' ? 'rendered' : 'frozen')}
        >
          {label}
        </Button>
      )
    if (fix === 'choose' || fix === 'link')
      return (
        <Button key={fix} {...same} leftSection={<IconUserCheck size={14} />} onClick={open}>
          {label}
        </Button>
      )
    if (fix === 'template')
      return (
        <LinkButton
          key={fix}
          {...same}
          to="/integrations/$connectionId/templates/$templateId"
          params={{ connectionId: row.connectionId, templateId: row.template ?? '' }}
        >
          {label}
        </LinkButton>
      )
    return (
      <LinkButton key={fix} {...same} to="/integrations/$connectionId" params={{ connectionId: row.connectionId }}>
        {label}
      </LinkButton>
    )
  }
  return (
    <div className="mend-one">
      <Group justify="space-between" gap="xs" wrap="nowrap">
        <TextLink to="/log/$deliveryId" params={{ deliveryId: row.id }} fw={600} c="inherit">
          {name}
        </TextLink>
        <StateBadge state={row.state} />
      </Group>
      <Text size="sm" lineClamp={3}>
        {row.fault?.detail ?? t(`stateSentence.${row.state}`)}
      </Text>
      <Text size="sm" c="dimmed">
        {row.connectionName} · <When at={row.at} />
      </Text>
      <ErrorNotice error={replay.error} />
      <Group gap="xs" mt={6}>
        {fixesOf(row, administrator).map(button)}
      </Group>
      {deciding && <Decide id={row.id} name={name} close={close} />}
    </div>
  )
}
