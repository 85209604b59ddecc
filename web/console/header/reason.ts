import { useTranslation } from 'react-i18next'

/** A reason as people read it: the hub's own two have words of ours, the rest are the organisation's. */
export function useReason() {
  const { t } = useTranslation()
  return (reason: string | null | undefined) => (reason === 'missed' ? t('console.reason.missed') : reason)
}
