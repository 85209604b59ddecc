import { Button, Group, Menu, Select, Stack, Text, Textarea } from '@mantine/core'
import type { CaseType, Fact, RuleAction } from '@shared/api/types'
import { RowList } from '@shared/components/RowList'
import { Notice } from '@shared/components/Tone'
import { IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { connectionsQuery, templatesQuery } from '../queries'
import { TextSource } from '../templates/TextSource'

const kinds = ['applyIntegration', 'setField', 'setStatus', 'addNote'] as const satisfies RuleAction['kind'][]

interface Props {
  actions: RuleAction[]
  type: CaseType
  facts: Fact[]
  change: (actions: RuleAction[]) => void
}

export function ActionList({ actions, type, facts, change }: Props) {
  const { t } = useTranslation()
  const integration = actions.findIndex(({ kind }) => kind === 'applyIntegration')
  const name = (action: RuleAction, index: number) => `${index + 1}. ${t(`rules.action.${action.kind}`)}`
  return (
    <Stack gap="sm">
      <RowList
        rows={actions}
        change={change}
        className="step"
        row={(action, index) => ({ 'aria-label': name(action, index) })}
        add={
          <Menu>
            <Menu.Target>
              <Button size="xs" variant="light" leftSection={<IconPlus size={15} />}>
                {t('rules.addAction')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {kinds.map((kind) => (
                <Menu.Item key={kind} onClick={() => change([...actions, { kind }])}>
                  {t(`rules.action.${kind}`)}
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        }
      >
        {(action, set, index) => (
          <div>
            <Text size="sm" fw={600} mb={6}>
              {name(action, index)}
            </Text>
            <ActionFields action={action} type={type} facts={facts} change={set} />
          </div>
        )}
      </RowList>
      {integration >= 0 && (
        <Notice tone={integration < actions.length - 1 ? 'hold' : 'quiet'} title={t('rules.background.title')}>
          {t('rules.background.text')}
        </Notice>
      )}
    </Stack>
  )
}

interface FieldsProps {
  action: RuleAction
  type: CaseType
  facts: Fact[]
  change: (action: RuleAction) => void
}

function ActionFields({ action, type, facts, change }: FieldsProps) {
  const { t } = useTranslation()
  switch (action.kind) {
    case 'applyIntegration':
      return <ApplyIntegration action={action} change={change} />
    case 'setField':
      return (
        <Stack gap="xs">
          <Select
            aria-label={t('rules.field')}
            placeholder={t('rules.field')}
            searchable
            data={type.fields.map(({ name, label }) => ({ value: name, label }))}
            value={action.field || null}
            onChange={(field) => change({ ...action, field: field ?? '' })}
          />
          <TextSource label={t('rules.value')} value={action.text ?? ''} facts={facts} onChange={(text) => change({ ...action, text })} />
        </Stack>
      )
    case 'setStatus':
      return (
        <Select
          aria-label={t('cases.status')}
          placeholder={t('cases.status')}
          data={type.statuses.map(({ name, label }) => ({ value: name, label }))}
          value={action.status || null}
          onChange={(status) => change({ ...action, status: status ?? '' })}
        />
      )
    case 'addNote':
      return (
        <Textarea
          aria-label={t('cases.note')}
          autosize
          minRows={2}
          value={action.text ?? ''}
          onChange={(event) => change({ ...action, text: event.currentTarget.value })}
        />
      )
  }
}

function ApplyIntegration({ action, change }: Pick<FieldsProps, 'action' | 'change'>) {
  const { t } = useTranslation()
  const connections = useQuery(connectionsQuery)
  const templates = useQuery({ ...templatesQuery(action.connectionId ?? ''), enabled: Boolean(action.connectionId) })
  // Incoming templates run when an update arrives, never by a rule.
  const offered = (templates.data?.items ?? []).filter(({ kind }) => kind !== 'incoming')
  return (
    <Group grow>
      <Select
        aria-label={t('log.connection')}
        placeholder={t('log.connection')}
        data={(connections.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={action.connectionId || null}
        onChange={(connectionId) => change({ kind: action.kind, connectionId: connectionId ?? undefined })}
      />
      <Select
        aria-label={t('log.template')}
        placeholder={t('log.template')}
        disabled={!action.connectionId}
        data={offered.map(({ id, name, active }) => ({ value: id, label: active ? name : `${name} (${t('templates.inactive')})` }))}
        value={action.templateId || null}
        onChange={(templateId) => change({ ...action, templateId: templateId ?? undefined })}
      />
    </Group>
  )
}
