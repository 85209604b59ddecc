import { Page } from '@shared/components/Page'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DeliveryLog } from './DeliveryLog'

export function LogPage() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/inside/log' })
  const navigate = useNavigate()
  return (
    <Page title={t('nav.log')}>
      <DeliveryLog filter={filter} change={(part) => navigate({ to: '/log', search: (old) => ({ ...old, ...part }), replace: true })} />
    </Page>
  )
}
