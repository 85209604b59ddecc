import { Group, Select, Table, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { api } from '@shared/api/client'
import { useKeyset } from '@shared/api/keyset'
import type { CaseRow, CaseType, Items, Page as PageOf } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { Loaded, MoreButton } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { StateBadge, Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconBriefcase, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { type CaseSearch, sorts } from './filter'

export function CasesPage() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/inside/cases' })
  const navigate = useNavigate()
  const types = useQuery({ queryKey: ['case-types'], queryFn: () => api.get<Items<CaseType>>('/case-types') })
  const list = useKeyset<CaseRow, PageOf<CaseRow> & { total?: number }>(['cases', 'list'], '/cases', { sort: '-updated', ...filter })
  const change = (part: Partial<CaseSearch>) => navigate({ to: '/cases', search: (old) => ({ ...old, ...part }), replace: true })
  const search = useDebouncedCallback((text: string) => change({ search: text || undefined }), 300)
  const type = types.data?.items.find(({ name }) => name === filter.type)
  const filtered = Boolean(filter.search || filter.type || filter.status)
  return (
    <Page
      title={t('nav.cases')}
      beside={list.first?.total !== undefined && <Text c="dimmed">{t('cases.total', { count: list.first.total })}</Text>}
      actions={
        <LinkButton to="/cases/new" leftSection={<IconPlus size={16} />}>
          {t('cases.new')}
        </LinkButton>
      }
    >
      <div className="card flush">
        <Group p="md" gap="sm">
          <TextInput
            data-search
            flex="1 1 220px"
            leftSection={<IconSearch size={16} />}
            placeholder={t('cases.search')}
            aria-label={t('cases.search')}
            defaultValue={filter.search}
            onChange={(event) => search(event.currentTarget.value)}
          />
          <Select
            aria-label={t('cases.type')}
            placeholder={t('cases.anyType')}
            clearable
            w={190}
            data={(types.data?.items ?? []).map(({ name, label }) => ({ value: name, label }))}
            value={filter.type ?? null}
            onChange={(name) => change({ type: name ?? undefined, status: undefined })}
          />
          {type && (
            <Select
              aria-label={t('cases.status')}
              placeholder={t('cases.anyStatus')}
              clearable
              w={160}
              data={type.statuses.map(({ name, label }) => ({ value: name, label }))}
              value={filter.status ?? null}
              onChange={(status) => change({ status: status ?? undefined })}
            />
          )}
          <Select
            aria-label={t('cases.sort')}
            w={190}
            allowDeselect={false}
            data={sorts.map((sort) => ({ value: sort, label: t(`cases.sortBy.${sort}`) }))}
            value={filter.sort ?? '-updated'}
            onChange={(sort) => change({ sort: sort as CaseSearch['sort'] })}
          />
        </Group>
        <Loaded of={{ ...list, data: list.data && list.items }}>
          {(rows) =>
            rows.length === 0 ? (
              <Empty
                icon={IconBriefcase}
                title={t(filtered ? 'cases.noneFound' : 'cases.none')}
                text={t(filtered ? 'cases.noneFoundText' : 'cases.noneText')}
                action={!filtered && <LinkButton to="/cases/new">{t('cases.new')}</LinkButton>}
              />
            ) : (
              <CaseTable rows={rows} />
            )
          }
        </Loaded>
        <MoreButton query={list} />
      </div>
    </Page>
  )
}

function CaseTable({ rows }: { rows: CaseRow[] }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  return (
    <Table.ScrollContainer minWidth={0}>
      <Table highlightOnHover>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('cases.case')}</Table.Th>
            <Table.Th className="narrow-hide">{t('cases.status')}</Table.Th>
            <Table.Th>{t('cases.enquiry')}</Table.Th>
            <Table.Th className="narrow-hide">{t('cases.deliveries')}</Table.Th>
            <Table.Th className="narrow-hide">{t('cases.updated')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.id} data-href onClick={() => navigate({ to: '/cases/$caseId', params: { caseId: row.id } })}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>
                <Link to="/cases/$caseId" params={{ caseId: row.id }} style={{ color: 'inherit', fontWeight: 600 }}>
                  <span className="figure">{row.number}</span> {row.title}
                </Link>
                <Text size="sm" c="dimmed">
                  {[row.typeLabel, row.person, row.address].filter(Boolean).join(' · ')}
                </Text>
                <Group gap={6} mt={4} className="narrow-only">
                  <Tone tone="quiet">{row.statusLabel}</Tone>
                  {worries(row)}
                </Group>
              </Table.Td>
              <Table.Td className="narrow-hide">
                <Tone tone="quiet">{row.statusLabel}</Tone>
              </Table.Td>
              <Table.Td>
                {row.references.map(({ reference, record, url }) => (
                  <div key={reference}>
                    <RecordLink record={record} url={url} />
                  </div>
                ))}
                {row.references.length === 0 && <Text c="dimmed">–</Text>}
              </Table.Td>
              <Table.Td className="narrow-hide">
                <Group gap={4}>{worries(row, true)}</Group>
              </Table.Td>
              <Table.Td className="narrow-hide" style={{ whiteSpace: 'nowrap' }}>
                <When at={row.updatedAt} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  )
}

/** What became of the case's deliveries; on a narrow screen only what needs a person. */
function worries({ deliveries }: CaseRow, all = false) {
  const shown = all ? (['failed', 'parked', 'waiting', 'delivered'] as const) : (['failed', 'parked'] as const)
  return shown.map((state) => deliveries[state] > 0 && <StateBadge key={state} state={state} count={deliveries[state]} />)
}
