import { CloseButton, Group, Select, Skeleton, Stack, TextInput, Title } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { Empty } from '@shared/components/Empty'
import { ErrorNotice } from '@shared/components/Failure'
import { Tone } from '@shared/components/Tone'
import { IconPaperclip, IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { connectionsOf } from '../create/forms'
import { useForms } from '../create/useForms'
import { useReachable } from '../desk/Desk'
import { searchRecords } from '../desk/hub'
import { keyOf, webAddress } from '../desk/name'
import type { SearchedRecord, SessionCard } from '../desk/types'
import { useKey } from '../keyboard/Keys'
import { Relate } from './Relate'
import { useRelate } from './useRelate'

/** What the session is about: the record that is on display, or one that is searched for. */
export function RelatedTab({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const reachable = useReachable()
  const relate = useRelate(card)
  const forms = useForms(card.id)
  const box = useRef<HTMLInputElement>(null)
  useKey('search', () => box.current?.focus())
  const connections = connectionsOf(card, forms.data?.items ?? [])
  const [chosen, setChosen] = useState<string | null>(null)
  const connection = chosen ?? connections[0]?.value
  const [text, setText] = useState('')
  const [search] = useDebouncedValue(text.trim(), 350)
  const found = useQuery({
    queryKey: ['records', connection, search],
    enabled: reachable && Boolean(connection) && search.length > 1,
    retry: false,
    staleTime: 60_000,
    queryFn: () => searchRecords(connection as string, search),
  })
  const { relatedTo } = card
  return (
    <Stack>
      <section>
        <Title order={2} mb={6}>
          {t('sessions.related')}
        </Title>
        {relatedTo ? (
          <div className="related-now">
            <Tone tone="good" icon={IconPaperclip}>
              {relatedTo.recordType}
            </Tone>
            <bdi className="clip">{relatedTo.name ?? relatedTo.record}</bdi>
            <CloseButton
              size="sm"
              disabled={!reachable || relate.isPending}
              aria-label={t('console.related.remove')}
              onClick={() => relate.mutate(null)}
            />
          </div>
        ) : (
          <p className="dimmed">{t('console.related.none')}</p>
        )}
      </section>
      {card.records.length > 0 && (
        <section>
          <Title order={2} mb={6}>
            {t('console.related.shown')}
          </Title>
          {card.records.map((record) => (
            <Found
              key={keyOf(record)}
              card={card}
              connection={record.connection}
              one={{ ...record, name: record.name ?? record.record, url: record.url ?? null, summary: null }}
            />
          ))}
        </section>
      )}
      <section>
        <Title order={2} mb={6}>
          {t('console.related.search')}
        </Title>
        {connections.length === 0 ? (
          forms.isPending ? (
            <Skeleton height={36} />
          ) : (
            <p className="dimmed">{t('console.related.noSystem')}</p>
          )
        ) : (
          <Group gap="xs" align="flex-end">
            {connections.length > 1 && (
              <Select
                aria-label={t('console.related.system')}
                data={connections}
                value={connection}
                onChange={setChosen}
                allowDeselect={false}
                w={190}
              />
            )}
            <TextInput
              ref={box}
              type="search"
              style={{ flex: 1, minWidth: 180 }}
              leftSection={<IconSearch size={16} aria-hidden />}
              aria-label={t('console.related.search')}
              placeholder={t('console.related.placeholder')}
              value={text}
              maxLength={200}
              onChange={({ currentTarget: { value } }) => setText(value)}
              onKeyDown={(event) => event.key === 'Escape' && event.currentTarget.blur()}
            />
          </Group>
        )}
        <div aria-live="polite" aria-busy={found.isFetching}>
          {found.isFetching && <Skeleton height={52} mt="sm" />}
          <ErrorNotice error={found.error} />
          {found.data?.items.length === 0 && !found.isFetching && (
            <Empty title={t('nothingFound')} text={found.data.why ?? t('console.related.nothing')} />
          )}
          {connection &&
            !found.isFetching &&
            found.data?.items.map((one) => <Found key={`${one.recordType} ${one.record}`} card={card} connection={connection} one={one} />)}
        </div>
      </section>
    </Stack>
  )
}

function Found({ card, connection, one }: { card: SessionCard; connection: string; one: Omit<SearchedRecord, 'values'> }) {
  const url = webAddress(one.url)
  return (
    <div className="found">
      <div className="record-head">
        <small dir="auto">{one.recordType}</small>
        {url ? (
          <a href={url} target="_blank" rel="noreferrer" dir="auto" className="clip">
            {one.name}
          </a>
        ) : (
          <span dir="auto" className="clip">
            {one.name}
          </span>
        )}
        {one.summary && (
          <small dir="auto" className="clip">
            {one.summary}
          </small>
        )}
      </div>
      <Relate card={card} to={{ connectionId: connection, recordType: one.recordType, record: one.record, name: one.name }} />
    </div>
  )
}
