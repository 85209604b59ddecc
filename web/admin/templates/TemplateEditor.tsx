import { Button, Group, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { CaseType, Connection, Fact, RecordType, Reference, Template, TemplateKind } from '@shared/api/types'
import { ConfirmButton } from '@shared/components/ConfirmButton'
import { UnsavedGuard, useDraft } from '@shared/components/Draft'
import { ErrorNotice } from '@shared/components/Failure'
import { TextLink } from '@shared/components/Links'
import { Page, Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { Notice, Tone } from '@shared/components/Tone'
import { IconAlertTriangle, IconCircleCheck, IconHistory, IconPlayerPlay } from '@tabler/icons-react'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { templateQuery, templatesQuery } from '../queries'
import { missingCustomerFields } from './customerRule'
import { DryRunPanel } from './DryRunPanel'
import { MappingRows } from './MappingRows'
import { byRow, draftOf, firstRows, type TemplateDraft, templateOf } from './mapping'
import { TemplateVersions } from './TemplateVersions'
import { useValidation } from './validation'

interface Props {
  connection: Connection
  saved?: Template
  start: TemplateDraft
  record: RecordType | undefined
  required: string[]
  references: Reference[]
  facts: Fact[]
  types: CaseType[]
  notices: string[]
}

const kinds: TemplateKind[] = ['create', 'update', 'incoming']

export function TemplateEditor({ connection, saved, start, record, required, references, facts, types, notices }: Props) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const navigate = useNavigate()
  const draft = useDraft(start)
  const [trying, dryRun] = useDisclosure()
  const [looking, versions] = useDisclosure()
  const connectionId = connection.id
  const [version, setVersion] = useState(saved?.version ?? 0)
  const { name, kind, reference, active, rows } = draft.value
  const template = templateOf(draft.value)
  const { problems: found, checking } = useValidation(connectionId, template)
  // A page that nobody has written on yet is not scolded.
  const problems = saved || draft.dirty ? found : []
  const general = byRow(problems).get(-1) ?? []
  const missing = kind === 'incoming' || connection.kind !== 'confirm' ? [] : missingCustomerFields(rows)
  const save = useMutation({
    mutationFn: () =>
      saved
        ? api.put(`/connections/${connectionId}/templates/${saved.id}`, template, version)
        : api.create(`/connections/${connectionId}/templates`, template),
    onSuccess: async (next) => {
      setVersion(next.version)
      client.setQueryData(templateQuery(connectionId, next.id).queryKey, next)
      draft.settle({ ...draftOf(next), rows: draft.value.rows })
      said(t('action.saved'))
      await client.invalidateQueries({ queryKey: templatesQuery(connectionId).queryKey, exact: true })
      await client.invalidateQueries({ queryKey: ['template-versions', next.id] })
      if (!saved)
        await navigate({
          to: '/integrations/$connectionId/templates/$templateId',
          params: { connectionId, templateId: next.id },
          replace: true,
        })
    },
  })
  async function remove() {
    await api.delete(`/connections/${connectionId}/templates/${saved?.id ?? ''}`, version)
    draft.settle(draft.value)
    await navigate({ to: '/integrations/$connectionId/templates', params: { connectionId } })
    await client.invalidateQueries({ queryKey: templatesQuery(connectionId).queryKey })
  }
  return (
    <Page
      title={name || t('templates.add')}
      crumbs={[
        <TextLink key="hub" to="/integrations">
          {t('nav.integrations')}
        </TextLink>,
        <TextLink key="one" to="/integrations/$connectionId" params={{ connectionId }}>
          {connection.name}
        </TextLink>,
        <TextLink key="list" to="/integrations/$connectionId/templates" params={{ connectionId }}>
          {t('integrations.tab.templates')}
        </TextLink>,
        name || t('templates.add'),
      ]}
      beside={
        problems.some(({ severity }) => severity !== 'warning') ? (
          <Tone tone="bad" icon={IconAlertTriangle}>
            {t('templates.problems', { count: problems.filter(({ severity }) => severity !== 'warning').length })}
          </Tone>
        ) : (
          <Tone tone={checking ? 'quiet' : 'good'} icon={IconCircleCheck}>
            {t(checking ? 'templates.checking' : 'templates.noProblems')}
          </Tone>
        )
      }
      actions={
        <>
          {saved && (
            <Button variant="default" leftSection={<IconHistory size={16} />} onClick={versions.open}>
              {t('versions.open')}
            </Button>
          )}
          <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={dryRun.open}>
            {t('dryRun.open')}
          </Button>
          <Button loading={save.isPending} disabled={!draft.dirty || !name.trim()} onClick={() => save.mutate()}>
            {t('action.save')}
          </Button>
        </>
      }
    >
      <ErrorNotice error={save.error} />
      <Section>
        <Group align="flex-start" grow preventGrowOverflow={false}>
          <TextInput
            miw={220}
            label={t('templates.name')}
            required
            value={name}
            onChange={(event) => draft.change({ name: event.currentTarget.value })}
          />
          <Select
            miw={220}
            label={t('templates.kind')}
            description={saved ? t('templates.kindFixed') : undefined}
            inputWrapperOrder={['label', 'input', 'description', 'error']}
            readOnly={Boolean(saved)}
            allowDeselect={false}
            data={kinds.map((value) => ({ value, label: t(`templateKind.${value}`) }))}
            value={kind}
            onChange={(value) => value && draft.change({ kind: value as TemplateKind, rows: firstRows(value as TemplateKind, required) })}
          />
          <Switch
            mt={30}
            label={t('templates.active')}
            checked={active}
            onChange={(event) => draft.change({ active: event.currentTarget.checked })}
          />
        </Group>
      </Section>
      {missing.length > 0 && (
        <Notice tone="hold" title={t('templates.customerRule')}>
          {t('templates.customerMissing', {
            fields: missing.map((field) => record?.fields.find((known) => known.name === field)?.label ?? field).join(', '),
          })}
        </Notice>
      )}
      {general.length > 0 && (
        <Notice tone={general.every(({ severity }) => severity === 'warning') ? 'hold' : 'bad'} title={t('templates.generalProblems')}>
          {general.map((problem) => (
            <div key={problem.code + problem.at}>{problem.message}</div>
          ))}
        </Notice>
      )}
      <Section flush>
        <div className="mapping" style={{ background: 'var(--paper)', alignItems: 'center' }}>
          <div>
            <Text fw={650}>{t('templates.reference')}</Text>
            <Text size="sm" c="dimmed">
              {t(`templates.referenceHelp.${kind}`)}
            </Text>
          </div>
          <span />
          <Stack gap={4}>
            <Select
              aria-label={t('templates.reference')}
              placeholder={t('templates.chooseReference')}
              allowDeselect={false}
              data={references.map((one) => ({ value: one.name, label: one.label }))}
              value={reference || null}
              error={!reference}
              onChange={(value) => value && draft.change({ reference: value })}
            />
            {references.length === 0 && (
              <TextLink to="/integrations/$connectionId/references" params={{ connectionId }} size="sm">
                {t('references.add')}
              </TextLink>
            )}
          </Stack>
        </div>
        <div className="mapping narrow-hide" style={{ paddingBlock: '0.5rem' }}>
          <Text size="sm" fw={650} c="dimmed">
            {kind === 'incoming' ? connection.name : t('templates.fromCase')}
          </Text>
          <span />
          <Text size="sm" fw={650} c="dimmed">
            {kind === 'incoming' ? t('templates.intoCase') : connection.name}
          </Text>
        </div>
        <MappingRows
          rows={rows}
          kind={kind}
          record={record}
          facts={facts}
          types={types}
          connectionId={connectionId}
          problems={problems}
          change={(next) => draft.change({ rows: next })}
        />
      </Section>
      <Notice tone="quiet" title={t('gdpr.title')}>
        {(notices.length > 0 ? notices : [t('gdpr.text', { name: connection.name })]).map((notice) => (
          <div key={notice}>{notice}</div>
        ))}
      </Notice>
      {saved && (
        <Group justify="flex-end">
          <ConfirmButton
            color="red"
            variant="subtle"
            question={t('templates.deleteQuestion', { name: saved.name })}
            explain={t('templates.deleteExplain')}
            answer={t('action.delete')}
            onConfirm={remove}
          >
            {t('templates.delete')}
          </ConfirmButton>
        </Group>
      )}
      {looking && saved && (
        <TemplateVersions
          connectionId={connectionId}
          templateId={saved.id}
          now={template}
          restore={(old) => {
            draft.set(draftOf(old))
            versions.close()
          }}
          close={versions.close}
        />
      )}
      {trying && <DryRunPanel connectionId={connectionId} template={template} close={dryRun.close} />}
      <UnsavedGuard wouldLose={draft.wouldLose} />
    </Page>
  )
}
