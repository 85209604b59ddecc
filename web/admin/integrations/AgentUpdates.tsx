import { Stack, Text } from '@mantine/core'
import { TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Notice } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useTranslation } from 'react-i18next'
import { FormToFill, MenuPath } from './ConfirmForm'
import { MakeKey, Received, useIncoming, withKey } from './incoming'
import { Step } from './Step'

/** Walks an administrator through letting Confirm's CRM Agent tell us what changed. */
export function AgentUpdates() {
  const { t } = useTranslation()
  const { connectionId, incoming, make } = useIncoming('CRM Agent')
  return (
    <Loaded of={incoming}>
      {(now) => {
        const keys = now.keys.filter(({ revokedAt }) => !revokedAt)
        const key = make.data?.key
        return (
          <Stack maw={820}>
            <Received at={now.lastReceivedAt} />
            <Step number={1} title={t('updates.system.title')} done={Boolean(now.externalSystemNumber)}>
              <MenuPath path={['Customer Services', 'Enquiry Lookups', 'External Systems']} />
              <Text size="sm">{t('updates.system.text')}</Text>
              <FormToFill fields={[{ field: 'System Name', enter: 'Liaison' }]} />
              <Text size="sm">{t('updates.system.then')}</Text>
              <Text size="sm">
                {now.externalSystemNumber ? (
                  <>
                    {t('updates.system.number')} <strong className="figure">{now.externalSystemNumber}</strong>
                  </>
                ) : (
                  <TextLink to="/integrations/$connectionId" params={{ connectionId }}>
                    {t('updates.system.enter')}
                  </TextLink>
                )}
              </Text>
            </Step>
            <Step number={2} title={t('updates.key.title')} done={keys.length > 0}>
              <Text size="sm">{t('updates.key.text')}</Text>
              {keys.map((one) => (
                <Text key={one.id} size="sm">
                  <code>{one.hint}</code> · {one.name} ·{' '}
                  {one.lastUsedAt ? (
                    <>
                      {t('apiKeys.used')} <When at={one.lastUsedAt} />
                    </>
                  ) : (
                    t('apiKeys.neverUsed')
                  )}
                </Text>
              ))}
              <MakeKey make={make} another={keys.length > 0} />
            </Step>
            <Step number={3} title={t('updates.agent.title')}>
              <MenuPath path={['Customer Services', 'Enquiry Lookups', 'CRM Agent System Settings']} />
              <Text size="sm">{t('updates.agent.text')}</Text>
              {key && <Notice tone="hold" title={t('updates.agent.once')} />}
              <FormToFill
                fields={[
                  {
                    field: 'External Issue System',
                    say: now.externalSystemNumber
                      ? t('updates.agent.system', { number: now.externalSystemNumber })
                      : t('updates.agent.systemUnset'),
                  },
                  { field: 'Username, Password, Database', say: t('updates.agent.ignored') },
                  {
                    field: 'URL',
                    enter: key ? withKey(now.url, key) : now.url,
                    say: key ? undefined : t('updates.agent.placeholder'),
                  },
                  { field: 'Request Stylesheet', say: t('updates.agent.blank') },
                  { field: 'Response Stylesheet', say: t('updates.agent.blank') },
                  { field: 'HTTP Headers', enter: now.header },
                ]}
              />
            </Step>
            <Step number={4} title={t('updates.task.title')} done={Boolean(now.lastReceivedAt)}>
              <MenuPath path={['System Administration', 'Scheduled Tasks']} />
              <Text size="sm">{t('updates.task.text')}</Text>
              <Text size="sm">{t('updates.task.try')}</Text>
            </Step>
          </Stack>
        )
      }}
    </Loaded>
  )
}
