import { ActionIcon, Button, Group, Menu, Select, Stack, Text, Textarea } from '@mantine/core'
import { api } from '@shared/api/client'
import type { CaseType, Connection, Fact, Items, RuleAction, Template } from '@shared/api/types'
import { Notice } from '@shared/components/Tone'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { moved } from '../templates/mapping'
import { TextSource } from '../templates/TextSource'

const fresh: RuleAction[] = [
  { kind: 'applyIntegration', connectionId: '', templateId: '' },
  { kind: 'setField', field: '', text: '' },
  { kind: 'setStatus', status: '' },
  { kind: 'addNote', text: '' },
]

interface Props {
  actions: RuleAction[]
  type: CaseType
  facts: Fact[]
  change: (actions: RuleAction[]) => void
}

export function ActionList({ actions, type, facts, change }: Props) {
  const { t } = useTranslation()
  const integration = actions.findIndex(({ kind }) => kind === 'applyIntegration')
  return (
    <Stack gap="sm">
      {actions.map((action, index) => (
        <Group key={index} gap="xs" align="flex-start" wrap="nowrap" style={{ borderBottom: '1px solid var(--line)', paddingBottom: 12 }}>
          <div style={{ flex: 1, minWidth: 0 }}>
            <Text size="sm" fw={600} mb={6}>
              {index + 1}. {t(`rules.action.${action.kind}`)}
            </Text>
            <ActionFields
              action={action}
              type={type}
              facts={facts}
              change={(next) => change(actions.map((old, at) => (at === index ? next : old)))}
            />
          </div>
          <Group gap={2} wrap="nowrap">
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={index === 0}
              aria-label={t('templates.moveUp')}
              onClick={() => change(moved(actions, index, index - 1))}
            >
              <IconArrowUp size={17} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="gray"
              disabled={index === actions.length - 1}
              aria-label={t('templates.moveDown')}
              onClick={() => change(moved(actions, index, index + 1))}
            >
              <IconArrowDown size={17} />
            </ActionIcon>
            <ActionIcon
              variant="subtle"
              color="red"
              aria-label={t('action.remove')}
              onClick={() => change(actions.filter((_, at) => at !== index))}
            >
              <IconTrash size={17} />
            </ActionIcon>
          </Group>
        </Group>
      ))}
      {integration >= 0 && (
        <Notice tone={integration < actions.length - 1 ? 'hold' : 'quiet'} title={t('rules.background.title')}>
          {t('rules.background.text')}
        </Notice>
      )}
      <Menu>
        <Menu.Target>
          <Button size="xs" variant="light" leftSection={<IconPlus size={15} />} style={{ alignSelf: 'flex-start' }}>
            {t('rules.addAction')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {fresh.map((action) => (
            <Menu.Item key={action.kind} onClick={() => change([...actions, action])}>
              {t(`rules.action.${action.kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  )
}

function ActionFields({
  action,
  type,
  facts,
  change,
}: {
  action: RuleAction
  type: CaseType
  facts: Fact[]
  change: (action: RuleAction) => void
}) {
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
          <TextSource label={t('rules.value')} value={action.text} facts={facts} onChange={(text) => change({ ...action, text })} />
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
          value={action.text}
          onChange={(event) => change({ ...action, text: event.currentTarget.value })}
        />
      )
  }
}

type Apply = Extract<RuleAction, { kind: 'applyIntegration' }>

function ApplyIntegration({ action, change }: { action: Apply; change: (action: Apply) => void }) {
  const { t } = useTranslation()
  const connections = useQuery({ queryKey: ['connections'], queryFn: () => api.get<Items<Connection>>('/connections') })
  const templates = useQuery({
    queryKey: ['connections', action.connectionId, 'templates'],
    enabled: action.connectionId !== '',
    queryFn: () => api.get<Items<Template>>(`/connections/${action.connectionId}/templates`),
  })
  // Incoming templates run when an update arrives, never by a rule.
  const offered = (templates.data?.items ?? []).filter(({ kind }) => kind !== 'incoming')
  return (
    <Group grow>
      <Select
        aria-label={t('log.connection')}
        placeholder={t('log.connection')}
        data={(connections.data?.items ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={action.connectionId || null}
        onChange={(connectionId) => change({ ...action, connectionId: connectionId ?? '', templateId: '' })}
      />
      <Select
        aria-label={t('log.template')}
        placeholder={t('log.template')}
        disabled={!action.connectionId}
        data={offered.map(({ id, name, active }) => ({ value: id, label: active ? name : `${name} (${t('templates.inactive')})` }))}
        value={action.templateId || null}
        onChange={(templateId) => change({ ...action, templateId: templateId ?? '' })}
      />
    </Group>
  )
}
