import { useNavigate, useSearch } from '@tanstack/react-router'
import { DeliveryLog } from '../log/DeliveryLog'
import { useConnection } from './connection'

export function LogTab() {
  const { connectionId } = useConnection()
  const filter = useSearch({ from: '/inside/integrations/$connectionId/log' })
  const navigate = useNavigate()
  return (
    <DeliveryLog
      filter={filter}
      connection={connectionId}
      change={(part) =>
        navigate({ to: '/integrations/$connectionId/log', params: { connectionId }, search: (old) => ({ ...old, ...part }), replace: true })
      }
    />
  )
}
