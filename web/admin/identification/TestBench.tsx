import { Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import type { IdentificationRules } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { Section } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { IconSearch } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Trace } from './Trace'

const always = ['customer.phone', 'customer.email']
const longest = 10_000

/** Try it: this number finds these records, because … */
export function TestBench({ connectionId, rules, unsaved }: { connectionId: string; rules: IdentificationRules; unsaved: boolean }) {
  const { t } = useTranslation()
  const [values, setValues] = useState<Record<string, string>>({})
  const named = rules.rules.flatMap(({ by }) => by.map(({ fact }) => fact)).filter(Boolean)
  const facts = [...new Set([...always, ...named])]
  const find = useMutation({
    mutationFn: () => {
      const given = Object.fromEntries(facts.flatMap((fact) => (values[fact]?.trim() ? [[fact, values[fact].trim()]] : [])))
      return api.post('/lookups', { connectionId, facts: given, fresh: true, withinMs: longest })
    },
  })
  const reply = find.data
  return (
    <Section title={t('identification.bench')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          find.mutate()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t(unsaved ? 'identification.benchUnsaved' : 'identification.benchHelp')}
          </Text>
          <Group grow preventGrowOverflow={false} align="flex-end">
            {facts.map((fact) => (
              <TextInput
                key={fact}
                miw={200}
                label={t(`identification.fact.${fact.replace('.', '_')}`, { defaultValue: fact })}
                value={values[fact] ?? ''}
                onChange={(event) => setValues({ ...values, [fact]: event.currentTarget.value })}
              />
            ))}
          </Group>
          <Group>
            <Button
              type="submit"
              variant="default"
              leftSection={<IconSearch size={16} />}
              loading={find.isPending}
              disabled={!facts.some((fact) => values[fact]?.trim())}
            >
              {t('identification.find')}
            </Button>
          </Group>
          <div aria-live="polite">
            <ErrorNotice error={find.error} />
            {reply && (
              <Stack gap="sm">
                {reply.record && (
                  <Text>
                    {reply.record.recordType} <RecordLink record={reply.record.name || reply.record.record} url={reply.url} />{' '}
                    <Text component="span" size="sm" c="dimmed" className="figure">
                      {t('log.milliseconds', { count: Math.round(reply.elapsedMs) })}
                    </Text>
                  </Text>
                )}
                <Trace identified={reply} chosen={reply.record?.record} />
              </Stack>
            )}
          </div>
        </Stack>
      </form>
    </Section>
  )
}
