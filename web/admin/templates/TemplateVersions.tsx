import { Accordion, Button, Drawer, Group, Stack, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { TemplateContent, TemplateVersion } from '@shared/api/types'
import { Loaded } from '@shared/components/Loaded'
import { When } from '@shared/components/When'
import { IconArrowBackUp } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { type Change, changes } from './compare'

interface Props {
  connectionId: string
  templateId: string
  /** The template as it stands on the page. */
  now: TemplateContent
  restore: (template: TemplateVersion['template']) => void
  close: () => void
}

/** Who changed the template and when, how each version differs from what is on the page, and the way back to it. */
export function TemplateVersions({ connectionId, templateId, now, restore, close }: Props) {
  const { t } = useTranslation()
  const versions = useQuery({
    queryKey: ['template-versions', templateId],
    queryFn: () => api.get(`/connections/${connectionId}/templates/${templateId}/versions`),
  })
  return (
    <Drawer opened onClose={close} size="lg" title={<strong>{t('versions.title')}</strong>}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('versions.explain')}
        </Text>
        <Loaded of={versions}>
          {({ items }) => (
            <Accordion variant="separated" chevronPosition="left" defaultValue={items[1] && String(items[1].version)}>
              {items.map((one) => (
                <Version key={one.version} one={one} different={changes(one.template, now)} restore={() => restore(one.template)} />
              ))}
            </Accordion>
          )}
        </Loaded>
      </Stack>
    </Drawer>
  )
}

function Version({ one, different, restore }: { one: TemplateVersion; different: Change[]; restore: () => void }) {
  const { t } = useTranslation()
  return (
    <Accordion.Item value={String(one.version)}>
      <Accordion.Control>
        <Group justify="space-between" gap="xs">
          <Text size="sm" fw={600}>
            {t('versions.version', { number: one.version })}
          </Text>
          <Text size="sm" c="dimmed">
            {one.changedBy} · <When at={one.changedAt} exact />
          </Text>
        </Group>
      </Accordion.Control>
      <Accordion.Panel>
        {different.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('versions.same')}
          </Text>
        ) : (
          <Stack gap="sm">
            <dl className="compare">
              {different.map(({ what, was, now }) => (
                <div key={what}>
                  <dt>{t(`versions.what.${what}`, { defaultValue: what })}</dt>
                  <dd>
                    <Side label={t('versions.then')} text={was} />
                    <Side label={t('versions.now')} text={now} />
                  </dd>
                </div>
              ))}
            </dl>
            <Group>
              <Button size="xs" variant="default" leftSection={<IconArrowBackUp size={15} />} onClick={restore}>
                {t('versions.restore', { number: one.version })}
              </Button>
            </Group>
          </Stack>
        )}
      </Accordion.Panel>
    </Accordion.Item>
  )
}

function Side({ label, text }: { label: string; text: string | undefined }) {
  const { t } = useTranslation()
  return (
    <div>
      <small>{label}</small> {text === undefined ? <em>{t('versions.absent')}</em> : <span>{text}</span>}
    </div>
  )
}
