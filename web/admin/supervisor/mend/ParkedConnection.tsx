import { Button, Group } from '@mantine/core'
import { api } from '@shared/api/client'
import type { ConnectionAtAGlance } from '@shared/api/types'
import { ErrorNotice, FaultNotice } from '@shared/components/Failure'
import { LinkButton } from '@shared/components/Links'
import { said } from '@shared/components/Said'
import { useMe } from '@shared/session'
import { IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'

/** A connection that nothing goes over until a person says that it is mended. */
export function ParkedConnection({ connection: { id, name, parked } }: { connection: ConnectionAtAGlance }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const administrator = useMe()?.user.role === 'administrator'
  const resume = useMutation({
    mutationFn: () => api.post(`/connections/${id}/resume`),
    onSuccess: async () => {
      said(t('integrations.resumed'))
      for (const topic of ['connections', 'overview', 'deliveries']) await client.invalidateQueries({ queryKey: [topic] })
    },
  })
  if (!parked) return null
  return (
    <div className="mend-one">
      <FaultNotice fault={parked.fault} title={t('floor.mend.connection', { name })} />
      <ErrorNotice error={resume.error} />
      <Group gap="xs" mt="xs">
        <Button size="xs" leftSection={<IconPlayerPlay size={14} />} loading={resume.isPending} onClick={() => resume.mutate()}>
          {t('integrations.resume')}
        </Button>
        {administrator && (
          <LinkButton to="/integrations/$connectionId" params={{ connectionId: id }} size="xs" variant="default">
            {t('floor.mend.fix.settings')}
          </LinkButton>
        )}
      </Group>
    </div>
  )
}
