import { Group, Stack, Table, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Items, Template } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
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

export function TemplatesTab() {
  const { t } = useTranslation()
  const { connectionId } = useConnection()
  const templates = useQuery({
    queryKey: ['connections', connectionId, 'templates'],
    queryFn: () => api.get<Items<Template>>(`/connections/${connectionId}/templates`),
  })
  const add = (
    <LinkButton
      to="/integrations/$connectionId/templates/$templateId"
      params={{ connectionId, templateId: 'new' }}
      leftSection={<IconPlus size={16} />}
    >
      {t('templates.add')}
    </LinkButton>
  )
  return (
    <Stack>
      <Text c="dimmed" maw={760}>
        {t('templates.explain')}
      </Text>
      <Section flush title={t('integrations.tab.templates')} actions={add}>
        <Loaded of={templates}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={IconArrowsExchange} title={t('templates.none')} text={t('templates.noneText')} />
            ) : (
              <Rows items={items} connectionId={connectionId} />
            )
          }
        </Loaded>
      </Section>
    </Stack>
  )
}

function Rows({ items, connectionId }: { items: Template[]; connectionId: string }) {
  const { t } = useTranslation()
  return (
    <Table>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('templates.name')}</Table.Th>
          <Table.Th className="narrow-hide">{t('templates.kind')}</Table.Th>
          <Table.Th className="narrow-hide">{t('templates.reference')}</Table.Th>
          <Table.Th>{t('templates.state')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((one) => (
          <Table.Tr key={one.id}>
            <Table.Td>
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
            </Table.Td>
            <Table.Td className="narrow-hide">
              <Group gap={6}>
                {one.kind === 'incoming' ? <IconArrowLeft size={16} aria-hidden /> : <IconArrowRight size={16} aria-hidden />}
                {t(`templateKind.${one.kind}`)}
              </Group>
            </Table.Td>
            <Table.Td className="narrow-hide">
              <code>{one.reference}</code>
            </Table.Td>
            <Table.Td>
              <Group gap={6}>
                <Tone tone={one.active ? 'good' : 'quiet'} icon={one.active ? IconCircleCheck : IconCircleDashed}>
                  {t(one.active ? 'templates.active' : 'templates.inactive')}
                </Tone>
                {(one.problems?.length ?? 0) > 0 && (
                  <Tone tone="bad" icon={IconAlertTriangle}>
                    {t('templates.problems', { count: one.problems?.length })}
                  </Tone>
                )}
              </Group>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  )
}
