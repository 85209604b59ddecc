import { Group, Stack, Title } from '@mantine/core'
import { Tone } from '@shared/components/Tone'
import { IconCheck } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** One numbered step of setting something up. */
export function Step({ number, title, done, children }: { number: number; title: string; done?: boolean; children: ReactNode }) {
  const { t } = useTranslation()
  return (
    <section className="card">
      <Group justify="space-between" mb="sm">
        <Title order={2}>
          <span style={{ color: 'var(--accent)', marginRight: 10 }}>{number}</span>
          {title}
        </Title>
        {done && (
          <Tone tone="good" icon={IconCheck}>
            {t('firstSteps.done')}
          </Tone>
        )}
      </Group>
      <Stack gap="sm">{children}</Stack>
    </section>
  )
}
