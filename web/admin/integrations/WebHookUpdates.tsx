import { Stack, Text } from '@mantine/core'
import { TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Notice } from '@shared/components/Tone'
import { useTranslation } from 'react-i18next'
import { FormToFill } from './ConfirmForm'
import { KeyStep, Received, useIncoming, withKey } from './incoming'
import { Step } from './Step'

/** Walks an administrator through a signed web hook: an address with a key of its own, and the token that the other system gives back. */
export function WebHookUpdates() {
  const { t } = useTranslation()
  const { connectionId, connection, incoming, make } = useIncoming('Web hook')
  const key = make.data?.key
  return (
    <Loaded of={incoming}>
      {(now) => (
        <Stack maw={820}>
          <Received at={now.lastReceivedAt} />
          <KeyStep incoming={incoming} make={make} />
          <Step number={2} title={t('webHook.there.title')}>
            <Text size="sm">{t('webHook.there.text')}</Text>
            {key && <Notice tone="hold" title={t('updates.agent.once')} />}
            <FormToFill
              fields={[
                { field: 'URL', enter: key ? withKey(now.url, key) : now.url, say: key ? undefined : t('webHook.there.placeholder') },
                { field: 'Events', say: t('webHook.there.events') },
              ]}
            />
          </Step>
          <Step number={3} title={t('webHook.token.title')} done={Boolean(connection.data?.secretsSet.includes('webHookToken'))}>
            <Text size="sm">{t('webHook.token.text', { header: now.header })}</Text>
            <TextLink to="/integrations/$connectionId" params={{ connectionId }}>
              {t('webHook.token.enter')}
            </TextLink>
          </Step>
        </Stack>
      )}
    </Loaded>
  )
}
