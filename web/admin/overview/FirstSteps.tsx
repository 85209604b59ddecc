import { Group, Stack, Text } from '@mantine/core'
import type { Overview } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { caseTypesQuery } from '../queries'

/** What to do with a new hub, in order; it goes away by itself when the first record has been delivered. */
export function FirstSteps({ overview }: { overview: Overview }) {
  const { t } = useTranslation()
  const delivered = (overview.deliveries.byState.delivered ?? 0) > 0
  const administrator = useMe()?.user.role === 'administrator'
  const types = useQuery({ ...caseTypesQuery, enabled: !delivered && administrator })
  if (delivered || !administrator) return null
  const connected = overview.connections.length > 0
  const on = overview.connections.some(({ enabled }) => enabled)
  const steps = [
    { done: (types.data?.items.length ?? 0) > 0, to: '/case-types', name: 'caseType' },
    { done: connected, to: '/integrations', name: 'connection' },
    { done: on, to: '/integrations', name: 'enable' },
    { done: false, to: '/integrations', name: 'template' },
    { done: false, to: '/rules', name: 'rule' },
    { done: overview.cases.open > 0, to: '/cases/new', name: 'case' },
  ] as const
  return (
    <Section title={t('firstSteps.title')}>
      <Stack gap="sm">
        {steps.map(({ done, to, name }) => (
          <Group key={name} gap="sm" wrap="nowrap" align="flex-start">
            {done ? (
              <IconCircleCheckFilled size={21} color="var(--tone-good)" aria-label={t('firstSteps.done')} />
            ) : (
              <IconCircle size={21} color="var(--mantine-color-dimmed)" aria-hidden />
            )}
            <div>
              <Link to={to} style={{ color: 'inherit', fontWeight: 600 }}>
                {t(`firstSteps.${name}.title`)}
              </Link>
              <Text size="sm" c="dimmed">
                {t(`firstSteps.${name}.text`)}
              </Text>
            </div>
          </Group>
        ))}
      </Stack>
    </Section>
  )
}
