import { Accordion, Group, Stack, Text } from '@mantine/core'
import type { Attempt, Exchange } from '@shared/api/types'
import { CopyIcon } from '@shared/components/Copy'
import { FaultNotice } from '@shared/components/Failure'
import { Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export function AttemptList({ attempts }: { attempts: Attempt[] }) {
  const { t } = useTranslation()
  if (attempts.length === 0) return <Text c="dimmed">{t('log.noAttempts')}</Text>
  return (
    <Accordion multiple variant="separated" chevronPosition="left" radius="md">
      {[...attempts].reverse().map((attempt, index) => (
        <Accordion.Item key={index} value={String(index)}>
          <Accordion.Control>
            <Group justify="space-between" gap="xs">
              <Group gap="xs">
                <Text size="sm" fw={600} className="figure">
                  {t('log.attempt', { number: attempt.number })}
                </Text>
                <Text size="sm" c="dimmed">
                  {t(`step.${attempt.step}`, { defaultValue: attempt.step })}
                </Text>
                {attempt.fault ? (
                  <Tone tone="bad" icon={IconAlertTriangle}>
                    {t(`fault.${attempt.fault.kind}`, { defaultValue: attempt.fault.kind })}
                  </Tone>
                ) : (
                  <Tone tone="good" icon={IconCheck}>
                    {t('log.attemptOk')}
                  </Tone>
                )}
              </Group>
              <Text size="sm" c="dimmed" className="figure">
                <When at={attempt.at} /> · {t('log.milliseconds', { count: Math.round(attempt.durationMs) })}
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <Stack gap="sm">
              {attempt.fault && <FaultNotice fault={attempt.fault} />}
              {attempt.note && <Text size="sm">{attempt.note}</Text>}
              {attempt.exchanges.map((exchange, number) => (
                <ExchangeView key={number} exchange={exchange} />
              ))}
            </Stack>
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  )
}

function ExchangeView({ exchange }: { exchange: Exchange }) {
  const { t } = useTranslation()
  return (
    <Stack gap={6}>
      <Side label={t('log.request')} text={exchange.request} />
      <Side
        label={`${t('log.response')}${exchange.status ? ` · HTTP ${exchange.status}` : ''}`}
        text={exchange.response ?? t('log.noResponse')}
      />
    </Stack>
  )
}

export function Side({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <Group justify="space-between">
        <Text size="xs" fw={600} c="dimmed">
          {label}
        </Text>
        <CopyIcon value={text} label={label} />
      </Group>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it */}
      <pre className="exchange" tabIndex={0}>
        {text}
      </pre>
    </div>
  )
}
