import { Group, Modal, Stack } from '@mantine/core'
import { api } from '@shared/api/client'
import { FaultNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { StateBadge } from '@shared/components/Tone'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { DeliveryActions } from '../../log/DeliveryActions'
import { Whose } from '../../log/Together'

/** Everything that a person needs in order to decide, without leaving the floor. */
export function Decide({ id, name, close }: { id: string; name: string; close: () => void }) {
  const { t } = useTranslation()
  const found = useQuery({
    queryKey: ['deliveries', 'one', id],
    queryFn: ({ signal }) => api.get(`/deliveries/${id}`, undefined, signal),
  })
  return (
    <Modal opened onClose={close} title={<strong>{name}</strong>} size="lg">
      <Loaded of={found}>
        {(one) => (
          <Stack>
            <div>
              <StateBadge state={one.state} />
            </div>
            {one.fault && one.state !== 'delivered' && <FaultNotice fault={one.fault} title={t(`stateSentence.${one.state}`)} />}
            <Whose one={one} />
            <Group gap="xs">
              <DeliveryActions one={one} />
            </Group>
          </Stack>
        )}
      </Loaded>
    </Modal>
  )
}
