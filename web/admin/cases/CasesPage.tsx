import { Group, Select, Text, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useKeyset } from '@shared/api/keyset'
import type { CaseRow } from '@shared/api/types'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded, MoreButton } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { RecordLink } from '@shared/components/RecordLink'
import { StateBadge, Tone } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconBriefcase, IconPlus, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { caseTypesQuery } from '../queries'
import { type CaseSearch, sorts } from './filter'

export function CasesPage() {
  const { t } = useTranslation()
  const filter = useSearch({ from: '/inside/cases' })
  const navigate = useNavigate()
  const types = useQuery(caseTypesQuery)
  const list = useKeyset(['cases', 'list'], '/cases', { sort: '-updated', ...filter })
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
          {(rows) => (
            <CaseTable
              rows={rows}
              empty={
                <Empty
                  icon={IconBriefcase}
                  title={t(filtered ? 'cases.noneFound' : 'cases.none')}
                  text={t(filtered ? 'cases.noneFoundText' : 'cases.noneText')}
                  action={!filtered && <LinkButton to="/cases/new">{t('cases.new')}</LinkButton>}
                />
              }
            />
          )}
        </Loaded>
        <MoreButton query={list} />
      </div>
    </Page>
  )
}

function CaseTable({ rows, empty }: { rows: CaseRow[]; empty: ReactNode }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const columns: Column<CaseRow>[] = [
    {
      title: t('cases.case'),
      show: (row) => (
        <div style={{ overflowWrap: 'anywhere' }}>
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
        </div>
      ),
    },
    { title: t('cases.status'), kind: 'wide', show: (row) => <Tone tone="quiet">{row.statusLabel}</Tone> },
    {
      title: t('cases.enquiry'),
      show: (row) =>
        row.references.length === 0 ? (
          <Text c="dimmed">–</Text>
        ) : (
          row.references.map(({ reference, record, url }) => (
            <div key={reference}>
              <RecordLink record={record} url={url} />
            </div>
          ))
        ),
    },
    { title: t('cases.deliveries'), kind: 'wide', show: (row) => <Group gap={4}>{worries(row, true)}</Group> },
    {
      title: t('cases.updated'),
      kind: 'wide',
      show: (row) => (
        <span style={{ whiteSpace: 'nowrap' }}>
          <When at={row.updatedAt} />
        </span>
      ),
    },
  ]
  return (
    <ListTable items={rows} columns={columns} empty={empty} open={({ id }) => navigate({ to: '/cases/$caseId', params: { caseId: id } })} />
  )
}

/** What became of the case's deliveries; on a narrow screen only what needs a person. */
function worries({ deliveries }: CaseRow, all = false) {
  const shown = all ? (['failed', 'parked', 'waiting', 'delivered'] as const) : (['failed', 'parked'] as const)
  return shown.map((state) => deliveries[state] > 0 && <StateBadge key={state} state={state} count={deliveries[state]} />)
}
