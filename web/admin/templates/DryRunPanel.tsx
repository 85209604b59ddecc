import { Drawer, Select, Stack, Table, Text } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { TemplateContent } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { Notice } from '@shared/components/Tone'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { DraftTable } from '../log/DraftTable'

/** What the template would do with a real case, without doing it. */
export function DryRunPanel({ connectionId, template, close }: { connectionId: string; template: TemplateContent; close: () => void }) {
  const { t } = useTranslation()
  const [caseId, setCaseId] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  const [search] = useDebouncedValue(typed, 250)
  const cases = useQuery({
    queryKey: ['cases', 'dry-run', search],
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) => api.get('/cases', { search: search.split(' · ')[0], sort: '-updated', limit: 20 }, signal),
  })
  const result = useQuery({
    queryKey: ['dry-run', connectionId, caseId, JSON.stringify(template)],
    enabled: caseId !== null,
    retry: false,
    queryFn: () => api.post(`/connections/${connectionId}/templates/dry-run`, { template, caseId: caseId ?? '' }),
  })
  return (
    <Drawer opened onClose={close} size="lg" title={<strong>{t('dryRun.title')}</strong>}>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('dryRun.explain')}
        </Text>
        <Select
          label={t('cases.case')}
          placeholder={t('dryRun.choose')}
          searchable
          data={(cases.data?.items ?? []).map((row) => ({ value: row.id, label: `${row.number} · ${row.title}` }))}
          filter={({ options }) => options}
          value={caseId}
          onChange={setCaseId}
          searchValue={typed}
          onSearchChange={setTyped}
          nothingFoundMessage={t('nothingFound')}
          data-autofocus
        />
        {caseId && (
          <Loaded of={result}>
            {(run) => (
              <Stack>
                {run.problems.length === 0 ? (
                  <Notice tone="good" title={t('dryRun.fine')} />
                ) : (
                  <Notice tone="bad" title={t('templates.problems', { count: run.problems.length })}>
                    {run.problems.map((problem) => (
                      <div key={problem.at + problem.code}>{problem.message}</div>
                    ))}
                  </Notice>
                )}
                {(run.draft.fields ?? []).length > 0 && <DraftTable draft={run.draft} />}
                {run.wouldWriteToCase && run.wouldWriteToCase.length > 0 && (
                  <Table>
                    <Table.Thead>
                      <Table.Tr>
                        <Table.Th>{t('dryRun.caseTarget')}</Table.Th>
                        <Table.Th>{t('dryRun.now')}</Table.Th>
                        <Table.Th>{t('dryRun.then')}</Table.Th>
                      </Table.Tr>
                    </Table.Thead>
                    <Table.Tbody>
                      {run.wouldWriteToCase.map((write) => (
                        <Table.Tr key={write.target}>
                          <Table.Td fw={550}>{write.target}</Table.Td>
                          <Table.Td c="dimmed">{write.from ?? '–'}</Table.Td>
                          <Table.Td>{write.to ?? '–'}</Table.Td>
                        </Table.Tr>
                      ))}
                    </Table.Tbody>
                  </Table>
                )}
              </Stack>
            )}
          </Loaded>
        )}
        {!caseId && <ErrorNotice error={cases.error} />}
      </Stack>
    </Drawer>
  )
}
