import { Skeleton } from '@mantine/core'
import { Section } from '@shared/components/Page'
import { useTranslation } from 'react-i18next'

export function ChartsComing() {
  const { t } = useTranslation()
  return (
    <Section title={t('floor.today.title')}>
      <Skeleton height={260} aria-busy="true" aria-label={t('loading')} />
    </Section>
  )
}
