import { Stack, Text } from '@mantine/core'
import { Loaded } from '@shared/components/Loaded'
import { Notice } from '@shared/components/Tone'
import { useTranslation } from 'react-i18next'
import { FormToFill } from './ConfirmForm'
import { KeyStep, Received, useIncoming } from './incoming'
import { Step } from './Step'

/** Walks an administrator through a web hook of Dynamics, which is set off by registered steps; its fields have their English names everywhere. */
export function StepUpdates() {
  const { t } = useTranslation()
  const { incoming, make } = useIncoming('Web hook')
  const key = make.data?.key
  return (
    <Loaded of={incoming}>
      {(now) => (
        <Stack maw={820}>
          <Received at={now.lastReceivedAt} />
          <KeyStep incoming={incoming} make={make} />
          <Step number={2} title={t('webHook.dynamics.title')}>
            <Text size="sm">{t('webHook.dynamics.text')}</Text>
            {key && <Notice tone="hold" title={t('updates.agent.once')} />}
            <FormToFill
              fields={[
                { field: 'Name', enter: 'Liaison' },
                { field: 'Endpoint URL', enter: now.url.split('?')[0] },
                { field: 'Authentication', enter: 'HttpQueryString', say: t('webHook.dynamics.auth') },
                key ? { field: 'key', enter: key } : { field: 'key', say: t('webHook.dynamics.placeholder') },
              ]}
            />
          </Step>
          <Step number={3} title={t('webHook.dynamics.step.title')} done={Boolean(now.lastReceivedAt)}>
            <Text size="sm">{t('webHook.dynamics.step.text')}</Text>
            <FormToFill
              fields={[
                { field: 'Message', enter: 'Update' },
                { field: 'Primary Entity', say: 'incident, task, phonecall, contact …' },
                { field: 'Filtering Attributes', say: t('webHook.dynamics.step.filter') },
                { field: 'Event Pipeline Stage', enter: 'PostOperation' },
                { field: 'Execution Mode', enter: 'Asynchronous' },
              ]}
            />
            <Text size="sm" c="dimmed">
              {t('webHook.dynamics.step.note')}
            </Text>
          </Step>
        </Stack>
      )}
    </Loaded>
  )
}
