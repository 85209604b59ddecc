import { Skeleton } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** The outline of the console, until the hub has said what is on the desk. */
export function Waiting() {
  const { t } = useTranslation()
  return (
    <div className="console" role="status" aria-busy="true" aria-label={t('loading')}>
      <div className="bar">
        <img src="/mark.svg" width={30} height={30} alt="" className="narrow-hide" />
      </div>
      <div className="desk">
        <div className="rail-list">
          <Skeleton height={64} radius="md" />
          <Skeleton height={64} radius="md" mt="sm" />
        </div>
        <div className="work">
          <Skeleton height={28} width="40%" />
          <Skeleton height={120} mt="md" radius="md" />
        </div>
      </div>
    </div>
  )
}
