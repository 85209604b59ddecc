import { Button, Checkbox, Group, Progress, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Connection, Connector, Authorization as Grant } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { CopyField } from '@shared/components/Copy'
import { ErrorNotice, FaultNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { Notice, Tone, type ToneName } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconAlertTriangle, IconBuildingFactory2, IconCircleCheck, IconCircleDashed, IconFlask } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { authorizationQuery } from '../queries'

const looks: Record<Grant['state'], { tone: ToneName; icon: typeof IconFlask }> = {
  connected: { tone: 'good', icon: IconCircleCheck },
  notConnected: { tone: 'quiet', icon: IconCircleDashed },
  reconnectNeeded: { tone: 'hold', icon: IconAlertTriangle },
}

/** Access that a person grants in the other system's own sign-in pages: how it stands, granting it, ending it. */
export function Authorization({ connection, connector }: { connection: Connection; connector: Connector }) {
  const { t } = useTranslation()
  const grant = useQuery(authorizationQuery(connection.id))
  return (
    <Section
      title={t('authorization.title')}
      actions={
        grant.data && (
          <Group gap="xs">
            <Environment host={grant.data.instance ?? String(connection.settings.loginHost ?? '')} />
            <Tone {...looks[grant.data.state]}>{t(`authorization.state.${grant.data.state}`)}</Tone>
          </Group>
        )
      }
    >
      <Loaded of={grant}>
        {(now) => (
          <Stack>
            {now.fault && (
              <FaultNotice
                fault={now.fault}
                title={t(now.state === 'reconnectNeeded' ? 'authorization.reconnect' : 'authorization.renewal')}
              />
            )}
            <Standing grant={now} />
            <CopyField label={t('authorization.redirect')} description={t('authorization.redirectHelp')} value={now.redirectUrl} />
            {now.providerApp && (
              <Text size="sm" c="dimmed">
                {t('authorization.providerApp')}
              </Text>
            )}
            <Connect connection={connection} connector={connector} grant={now} />
          </Stack>
        )}
      </Loaded>
    </Section>
  )
}

/** A sandbox has its word in its host name, and signs in at a host of its own; a stand-in is on this machine. */
export function environmentOf(host: string): 'test' | 'production' | undefined {
  if (!host) return undefined
  return /sandbox|\/\/test\.|--|scratch|\/\/(localhost|127\.|\[::1\])/i.test(host) ? 'test' : 'production'
}

function Environment({ host }: { host: string }) {
  const { t } = useTranslation()
  const found = environmentOf(host)
  if (!found) return null
  return (
    <Tone tone={found === 'test' ? 'wait' : 'busy'} icon={found === 'test' ? IconFlask : IconBuildingFactory2}>
      {t('authorization.environment')}: {t(found === 'test' ? 'authorization.test' : 'authorization.production')}
    </Tone>
  )
}

function Standing({ grant }: { grant: Grant }) {
  const { t, i18n } = useTranslation()
  const figure = (count: number) => new Intl.NumberFormat(i18n.language).format(count)
  const { account, callBudget: budget } = grant
  const share = budget ? Math.min(100, (100 * budget.used) / Math.max(1, budget.limit)) : 0
  if (!account && !grant.organisation && !budget) return null
  return (
    <dl className="facts">
      {account && (
        <>
          <dt>{t('authorization.account')}</dt>
          <dd>
            {account.userName} {account.email !== account.userName && <Text component="span" c="dimmed">{`(${account.email})`}</Text>}
          </dd>
        </>
      )}
      {grant.organisation && (
        <>
          <dt>{t('authorization.organisation')}</dt>
          <dd>{grant.organisation}</dd>
        </>
      )}
      {grant.instance && (
        <>
          <dt>{t('authorization.instance')}</dt>
          <dd>{grant.instance}</dd>
        </>
      )}
      {grant.connectedAt && (
        <>
          <dt>{t('authorization.since')}</dt>
          <dd>
            <When at={grant.connectedAt} exact />
          </dd>
        </>
      )}
      {budget && (
        <>
          <dt>{t('authorization.budget')}</dt>
          <dd>
            <Text size="sm" className="figure">
              {t('authorization.budgetOf', { used: figure(budget.used), limit: figure(budget.limit) })}
            </Text>
            <Progress mt={4} maw={320} value={share} color={share > 80 ? 'orange' : 'tide'} aria-label={t('authorization.budget')} />
            {budget.heldBackUntil && (
              <Text size="sm">
                {t('authorization.heldBack')} <When at={budget.heldBackUntil} exact />
              </Text>
            )}
          </dd>
        </>
      )}
    </dl>
  )
}

interface Told {
  outcome?: string
  code?: string
  connection?: string
}

/** Hears what the window says that was opened for the sign-in over there. */
function useTold(hear: (told: Told) => void) {
  useEffect(() => {
    const channel = new BroadcastChannel('liaison-authorization')
    channel.onmessage = ({ data }) => hear(data as Told)
    const listen = ({ origin, data }: MessageEvent) => {
      if (origin === location.origin && data?.liaisonAuthorization) hear(data.liaisonAuthorization as Told)
    }
    window.addEventListener('message', listen)
    return () => {
      channel.close()
      window.removeEventListener('message', listen)
    }
  }, [hear])
}

function Connect({ connection, connector, grant }: { connection: Connection; connector: Connector; grant: Grant }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const [waiting, setWaiting] = useState(false)
  const [refused, setRefused] = useState<Told>()
  const [other, setOther] = useState(false)
  const refresh = () => client.invalidateQueries({ queryKey: ['connections'] })
  const [hear] = useState(() => (told: Told) => {
    setWaiting(false)
    setRefused(told.outcome === 'connected' ? undefined : told)
    if (told.outcome === 'connected') setOther(false)
    void refresh()
  })
  useTold(hear)
  const start = useMutation({
    mutationFn: async () => {
      setRefused(undefined)
      // Opened before the hub is asked, while the press still counts as one; where windows are blocked, or the system wants the whole page, this one goes and comes back.
      const opened = connector.signIn === 'page' ? null : window.open('', 'liaison-authorization', 'popup,width=620,height=760')
      try {
        const { url } = await api.post(`/connections/${connection.id}/authorization`, {
          returnTo: opened ? null : `/integrations/${connection.id}`,
          confirmOtherOrganisation: other,
        })
        if (opened) {
          opened.location.href = url
          setWaiting(true)
        } else location.assign(url)
      } catch (error) {
        opened?.close()
        throw error
      }
    },
  })
  const mayDiffer = Boolean(grant.organisation) && grant.state !== 'connected'
  return (
    <Stack gap="sm">
      <div aria-live="polite">
        {waiting && <Notice tone="busy" title={t('authorization.waiting')} />}
        {refused && <Notice tone="bad" title={t('authorization.refused')} />}
        <ErrorNotice error={start.error} />
      </div>
      {(mayDiffer || refused?.code === 'other-organisation') && (
        <Checkbox
          label={t('authorization.other', { name: grant.organisation ?? '' })}
          description={t('authorization.otherHelp')}
          checked={other}
          onChange={(event) => setOther(event.currentTarget.checked)}
        />
      )}
      <Group justify="space-between">
        <Button variant={grant.state === 'connected' ? 'default' : 'filled'} loading={start.isPending} onClick={() => start.mutate()}>
          {grant.state === 'notConnected' ? t('authorization.connect', { name: connector.name }) : t('authorization.again')}
        </Button>
        {grant.state !== 'notConnected' && (
          <ConfirmButton
            color="red"
            variant="subtle"
            question={t('authorization.disconnectQuestion', { name: connection.name })}
            explain={t('authorization.disconnectExplain')}
            answer={t('authorization.disconnect')}
            onConfirm={async () => {
              const answer = await api.remove(`/connections/${connection.id}/authorization`)
              await refresh()
              said(answer.message)
            }}
          >
            {t('authorization.disconnect')}
          </ConfirmButton>
        )}
      </Group>
      <Text size="sm" c="dimmed">
        {t('authorization.help')}
      </Text>
    </Stack>
  )
}
