import { Button, NumberInput, Radio, Stack, Text, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { problemAt } from '@shared/api/problem'
import type { Identification, IdentificationRule, IdentificationRules } from '@shared/api/types'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { RowList } from '@shared/components/RowList'
import { IconArrowBackUp, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { SaveDocument, useDocument } from '../integrations/document'
import { describeQuery, identificationQuery } from '../queries'
import { RuleEditor } from './RuleEditor'
import { TestBench } from './TestBench'

const several = ['latest', 'ask', 'nobody'] as const

/** How the person whom one is in contact with is found among a system's records, and a bench to try it. */
export function IdentificationTab() {
  const { connectionId } = useConnection()
  const found = useQuery(identificationQuery(connectionId))
  return <Loaded of={found}>{(saved) => <IdentificationForm key={connectionId} connectionId={connectionId} saved={saved} />}</Loaded>
}

interface Keyed {
  key: number
  rule: IdentificationRule
}
let next = 1
const keyed = (rule: IdentificationRule): Keyed => ({ key: next++, rule })
const draftOf = ({ rules, ...rest }: IdentificationRules) => ({ ...rest, rules: rules.map(keyed) })
const rulesOf = (draft: ReturnType<typeof draftOf>): IdentificationRules => ({ ...draft, rules: draft.rules.map(({ rule }) => rule) })

function IdentificationForm({ connectionId, saved }: { connectionId: string; saved: Identification }) {
  const { t } = useTranslation()
  const types = useQuery(describeQuery(connectionId)).data?.recordTypes ?? []
  const { draft, save } = useDocument({
    queryKey: identificationQuery(connectionId).queryKey,
    version: saved.version,
    begin: () => draftOf(saved.rules),
    put: (value, version) => api.put(`/connections/${connectionId}/identification`, rulesOf(value), version),
  })
  const rules = rulesOf(draft.value)
  return (
    <Stack>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack>
          <Section
            title={t('identification.rules')}
            actions={
              <Button
                size="xs"
                variant="default"
                leftSection={<IconArrowBackUp size={16} />}
                onClick={() => draft.set(draftOf(saved.beginning))}
              >
                {t('identification.beginning')}
              </Button>
            }
          >
            <Text size="sm" c="dimmed" mb="md">
              {t('identification.rulesHelp')}
            </Text>
            <RowList
              rows={draft.value.rules}
              change={(changed) => draft.change({ rules: changed })}
              keyOf={({ key }) => key}
              className="step"
              row={({ rule }, index) => ({ 'aria-label': `${index + 1}. ${rule.recordType}` })}
              add={
                <Button
                  variant="light"
                  leftSection={<IconPlus size={16} />}
                  onClick={() => draft.change({ rules: [...draft.value.rules, keyed({ recordType: '', enabled: true, by: [] })] })}
                >
                  {t('identification.addRule')}
                </Button>
              }
            >
              {(entry, set, index) => (
                <RuleEditor rule={entry.rule} index={index} types={types} error={save.error} change={(rule) => set({ ...entry, rule })} />
              )}
            </RowList>
          </Section>
          <Section title={t('identification.otherwise')}>
            <Stack maw={720}>
              <Radio.Group
                label={t('identification.several')}
                value={draft.value.several ?? 'latest'}
                onChange={(choice) => draft.change({ several: choice as IdentificationRules['several'] })}
              >
                <Stack gap={6} mt={6}>
                  {several.map((choice) => (
                    <Radio key={choice} value={choice} label={t(`identification.severalBy.${choice}`)} />
                  ))}
                </Stack>
              </Radio.Group>
              <NumberInput
                label={t('identification.reuse')}
                description={t('identification.reuseHelp')}
                min={0}
                max={3650}
                allowDecimal={false}
                value={draft.value.reuseDays ?? 0}
                error={problemAt(save.error, '/reuseDays')}
                onChange={(days) => draft.change({ reuseDays: Number(days) || 0 })}
              />
              <TextInput
                label={t('identification.region')}
                description={t('identification.regionHelp')}
                maxLength={2}
                value={draft.value.defaultRegion ?? ''}
                error={problemAt(save.error, '/defaultRegion')}
                onChange={(event) => draft.change({ defaultRegion: event.currentTarget.value.toUpperCase() || null })}
              />
              <NumberInput
                label={t('identification.digits')}
                description={t('identification.digitsHelp')}
                min={5}
                max={15}
                allowDecimal={false}
                value={draft.value.leastDigits ?? 8}
                error={problemAt(save.error, '/leastDigits')}
                onChange={(digits) => draft.change({ leastDigits: Number(digits) || 8 })}
              />
            </Stack>
          </Section>
          <SaveDocument draft={draft} save={save} />
        </Stack>
      </form>
      <TestBench connectionId={connectionId} rules={rules} unsaved={draft.dirty} />
    </Stack>
  )
}
