import { Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Delivery } from '@shared/api/types'
import { FaultNotice } from '@shared/components/Failure'
import { LinkButton, TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { Notice, StateBadge, stateLook, Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { useQuery } from '@tanstack/react-query'
import { Link, useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AttemptList } from './AttemptList'
import { DeliveryActions } from './DeliveryActions'
import { DraftTable } from './DraftTable'
import { Together, Whose } from './Together'

export function DeliveryPage() {
  const { t } = useTranslation()
  const { deliveryId } = useParams({ from: '/inside/log/$deliveryId' })
  const found = useQuery({
    queryKey: ['deliveries', 'one', deliveryId],
    queryFn: ({ signal }) => api.get(`/deliveries/${deliveryId}`, undefined, signal),
    refetchInterval: ({ state }) => (state.data?.state === 'running' || state.data?.state === 'waiting' ? 4_000 : false),
  })
  return (
    <Loaded of={found}>
      {(one) => (
        <Page
          title={`${t(`kind.${one.kind}`)} ${one.subjectNumber ?? ''}`}
          crumbs={[
            <TextLink key="log" to="/log">
              {t('nav.log')}
            </TextLink>,
            one.id,
          ]}
          beside={<StateBadge state={one.state} />}
          actions={<DeliveryActions one={one} />}
        >
          {one.fault && one.state !== 'delivered' ? (
            <FaultNotice fault={one.fault} title={t(`stateSentence.${one.state}`)}>
              {t(`fault.${one.fault.kind}`, { defaultValue: one.fault.kind })}
            </FaultNotice>
          ) : (
            <Notice tone={stateLook[one.state].tone} title={t(`stateSentence.${one.state}`)}>
              {one.state === 'delivered' && one.summary}
            </Notice>
          )}
          {one.state === 'waiting' && one.dueAt && (
            <Text>
              {t('log.next')}: <When at={one.dueAt} />
            </Text>
          )}
          <div className="columns">
            <Stack>
              {one.kind === 'memorialise' ? (
                <>
                  <Whose one={one} />
                  <Together one={one} />
                </>
              ) : one.draft.fields?.length ? (
                <Section title={t('log.fields')} flush>
                  <DraftTable draft={one.draft} />
                </Section>
              ) : null}
              <Section title={t('log.attemptsMade', { count: one.attempts.length })}>
                <AttemptList attempts={one.attempts} />
              </Section>
            </Stack>
            <Stack>
              <Facts one={one} />
              <Section title={t('log.steps')}>
                <Stack gap="xs">
                  {one.steps.map((step, index) => (
                    <Group key={index} justify="space-between" gap="xs">
                      <Text size="sm">{t(`step.${step.kind}`, { defaultValue: step.kind })}</Text>
                      <Tone
                        tone={step.done ? 'good' : step.inDoubt ? 'hold' : 'quiet'}
                        icon={stateLook[step.done ? 'delivered' : step.inDoubt ? 'parked' : 'waiting'].icon}
                      >
                        {t(step.done ? 'log.stepDone' : step.inDoubt ? 'log.stepInDoubt' : 'log.stepToDo')}
                      </Tone>
                      {step.result && (
                        <Text size="xs" c="dimmed" w="100%">
                          {step.result}
                        </Text>
                      )}
                    </Group>
                  ))}
                </Stack>
              </Section>
            </Stack>
          </div>
        </Page>
      )}
    </Loaded>
  )
}

function Facts({ one }: { one: Delivery }) {
  const { t } = useTranslation()
  return (
    <Section title={t('log.about')}>
      <dl className="facts">
        <dt>{t(one.subject === 'statistics' ? 'nav.statistics' : one.subject.startsWith('ses_') ? 'together.session' : 'log.subject')}</dt>
        <dd>
          {one.subject.startsWith('ses_') ? (
            <Link to="/sessions/$sessionId" params={{ sessionId: one.subject }} style={{ color: 'inherit' }}>
              {one.subjectNumber ?? t('together.toSession')}
            </Link>
          ) : one.subject === 'statistics' ? (
            <Link to="/statistics" style={{ color: 'inherit' }}>
              {one.subjectNumber ?? one.subject}
            </Link>
          ) : one.subject.startsWith('cas_') ? (
            <Link to="/cases/$caseId" params={{ caseId: one.subject }} style={{ color: 'inherit' }}>
              {one.subjectNumber ?? one.subject}
            </Link>
          ) : (
            (one.subjectNumber ?? one.subject)
          )}
        </dd>
        {one.record && (
          <>
            <dt>{t('log.record')}</dt>
            <dd>
              <RecordLink record={one.record} url={one.recordUrl} />
            </dd>
          </>
        )}
        <dt>{t('log.connection')}</dt>
        <dd>{one.connectionName}</dd>
        {one.template && (
          <>
            <dt>{t('log.template')}</dt>
            <dd>
              <Link
                to="/integrations/$connectionId/templates/$templateId"
                params={{ connectionId: one.connectionId, templateId: one.template }}
                style={{ color: 'inherit' }}
              >
                {one.templateName ?? one.template}
              </Link>
            </dd>
          </>
        )}
        {one.event && (
          <>
            <dt>{t('log.event')}</dt>
            <dd>
              {one.event.type}
              <Text size="xs" c="dimmed">
                {one.event.source} · <When at={one.event.at} exact />
              </Text>
            </dd>
          </>
        )}
        <dt>{t(one.kind === 'memorialise' ? 'together.planned' : 'log.triggered')}</dt>
        <dd>
          <When at={one.draft.triggeredAt} exact />
        </dd>
      </dl>
      {one.replays.length > 0 && (
        <Group gap="xs" mt="sm">
          {one.replays.map((replay) => (
            <LinkButton key={replay.id} to="/log/$deliveryId" params={{ deliveryId: replay.id }} variant="default" size="compact-sm">
              {t('log.replayOf')} <When at={replay.at} />
            </LinkButton>
          ))}
        </Group>
      )}
    </Section>
  )
}
