import { Group, Select, Stack, Switch, Text } from '@mantine/core'
import { api } from '@shared/api/client'
import type { Rule } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { ErrorNotice } from '@shared/components/Failure'
import { LinkButton } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page, Section } from '@shared/components/Page'
import { moved, RowTools } from '@shared/components/RowList'
import { Notice } from '@shared/components/Tone'
import { IconChecklist, IconPlus } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { caseTypesQuery, rulesQuery } from '../queries'

export function RulesPage() {
  const { t } = useTranslation()
  const { type } = useSearch({ from: '/inside/rules' })
  const navigate = useNavigate()
  const types = useQuery(caseTypesQuery)
  const chosen = type ?? types.data?.items[0]?.name
  return (
    <Page
      title={t('nav.rules')}
      actions={
        chosen && (
          <LinkButton to="/rules/$caseType/$ruleId" params={{ caseType: chosen, ruleId: 'new' }} leftSection={<IconPlus size={16} />}>
            {t('rules.add')}
          </LinkButton>
        )
      }
    >
      <Select
        label={t('cases.type')}
        maw={320}
        allowDeselect={false}
        data={(types.data?.items ?? []).map(({ name, label }) => ({ value: name, label }))}
        value={chosen ?? null}
        onChange={(name) => name && navigate({ to: '/rules', search: { type: name }, replace: true })}
      />
      {chosen && <RuleList key={chosen} caseType={chosen} />}
      <Notice tone="quiet" title={t('rules.background.title')}>
        {t('rules.background.text')}
      </Notice>
    </Page>
  )
}

function RuleList({ caseType }: { caseType: string }) {
  const { t } = useTranslation()
  const client = useQueryClient()
  const key = rulesQuery(caseType).queryKey
  const rules = useQuery(rulesQuery(caseType))
  const refresh = () => client.invalidateQueries({ queryKey: key })
  const toggle = useMutation({
    mutationFn: (rule: Rule) => api.put(`/rules/${rule.id}`, { ...rule, enabled: !rule.enabled }, rule.version),
    onSettled: refresh,
  })
  const order = useMutation({
    mutationFn: (items: Rule[]) => api.post(`/case-types/${caseType}/rules/order`, { ids: items.map(({ id }) => id) }),
    onMutate: (items) => client.setQueryData(key, { items }),
    onSettled: refresh,
  })
  return (
    <Stack>
      <ErrorNotice error={toggle.error ?? order.error} />
      <Section flush>
        <Loaded of={rules}>
          {({ items }) =>
            items.length === 0 ? (
              <Empty icon={IconChecklist} title={t('rules.none')} text={t('rules.noneText')} />
            ) : (
              items.map((rule, index) => (
                <Group
                  key={rule.id}
                  px="md"
                  py="sm"
                  justify="space-between"
                  wrap="nowrap"
                  style={{ borderBottom: '1px solid var(--line)' }}
                >
                  <Group gap="sm" wrap="nowrap">
                    <Text c="dimmed" className="figure" w={22} miw={22} ta="right">
                      {index + 1}
                    </Text>
                    <div>
                      <Link
                        to="/rules/$caseType/$ruleId"
                        params={{ caseType, ruleId: rule.id }}
                        style={{ color: 'inherit', fontWeight: 600 }}
                      >
                        {rule.name}
                      </Link>
                      <Text size="sm" c="dimmed">
                        {t(`rules.on.${rule.when.on}`)} → {rule.actions.map(({ kind }) => t(`rules.action.${kind}`)).join(', ')}
                      </Text>
                    </div>
                  </Group>
                  <Group gap={4} wrap="nowrap">
                    <Switch
                      aria-label={t('rules.enabled', { name: rule.name })}
                      checked={rule.enabled}
                      onChange={() => toggle.mutate(rule)}
                      mr="xs"
                    />
                    <RowTools index={index} count={items.length} move={(to) => order.mutate(moved(items, index, to))} />
                  </Group>
                </Group>
              ))
            )
          }
        </Loaded>
      </Section>
    </Stack>
  )
}
