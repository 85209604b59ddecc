import { Group, Stack, Text } from '@mantine/core'
import type { Template } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { Tone } from '@shared/components/Tone'
import {
  IconAlertTriangle,
  IconArrowLeft,
  IconArrowRight,
  IconArrowsExchange,
  IconCircleCheck,
  IconCircleDashed,
  IconPlus,
} from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { templateQuery, templatesQuery } from '../queries'

export function TemplatesTab() {
  const { t } = useTranslation()
  const { connectionId } = useConnection()
  const templates = useQuery(templatesQuery(connectionId))
  const columns: Column<Template>[] = [
    {
      title: t('templates.name'),
      show: (one) => (
        <>
          <Link
            to="/integrations/$connectionId/templates/$templateId"
            params={{ connectionId, templateId: one.id }}
            style={{ color: 'inherit', fontWeight: 600 }}
          >
            {one.name}
          </Link>
          <Text size="sm" c="dimmed">
            {t('templates.rows', { count: one.rows.length })}
          </Text>
        </>
      ),
    },
    {
      title: t('templates.kind'),
      kind: 'wide',
      show: (one) => (
        <Group gap={6} wrap="nowrap">
          {one.kind === 'incoming' ? <IconArrowLeft size={16} aria-hidden /> : <IconArrowRight size={16} aria-hidden />}
          {t(`templateKind.${one.kind}`)}
        </Group>
      ),
    },
    { title: t('templates.reference'), kind: 'wide', show: (one) => <code>{one.reference}</code> },
    { title: t('templates.state'), show: (one) => <TemplateState one={one} /> },
  ]
  return (
    <Stack>
      <Text c="dimmed" maw={760}>
        {t('templates.explain')}
      </Text>
      <Section
        flush
        title={t('integrations.tab.templates')}
        actions={
          <LinkButton
            to="/integrations/$connectionId/templates/$templateId"
            params={{ connectionId, templateId: 'new' }}
            leftSection={<IconPlus size={16} />}
          >
            {t('templates.add')}
          </LinkButton>
        }
      >
        <Loaded of={templates}>
          {({ items }) => (
            <ListTable
              items={items}
              columns={columns}
              empty={<Empty icon={IconArrowsExchange} title={t('templates.none')} text={t('templates.noneText')} />}
            />
          )}
        </Loaded>
      </Section>
    </Stack>
  )
}

/** On or off, and what a check says of it: the list itself is not checked by the hub, each template is. */
function TemplateState({ one }: { one: Template }) {
  const { t } = useTranslation()
  const whole = useQuery(templateQuery(one.connectionId, one.id))
  const problems = whole.data?.problems ?? []
  const errors = problems.filter(({ severity }) => severity !== 'warning').length
  return (
    <>
      <Group gap={6}>
        <Tone tone={one.active ? 'good' : 'quiet'} icon={one.active ? IconCircleCheck : IconCircleDashed}>
          {t(one.active ? 'templates.active' : 'templates.inactive')}
        </Tone>
        {problems.length > 0 && (
          <Tone tone={errors > 0 ? 'bad' : 'hold'} icon={IconAlertTriangle}>
            {errors > 0 ? t('templates.problems', { count: errors }) : t('templates.warnings', { count: problems.length })}
          </Tone>
        )}
      </Group>
      {problems.length > 0 && (
        <Text size="sm" c="dimmed" mt={4} lineClamp={2}>
          {problems[0].message}
        </Text>
      )}
    </>
  )
}
