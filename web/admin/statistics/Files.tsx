import { Anchor, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { api } from '@shared/api/client'
import { Empty } from '@shared/components/Empty'
import { FormModal } from '@shared/components/FormModal'
import { type Column, ListTable } from '@shared/components/ListTable'
import { Loaded } from '@shared/components/Loaded'
import { Section } from '@shared/components/Page'
import { said } from '@shared/components/Said'
import { Notice, StateBadge } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { instantOf, useTimes, wallTime } from '@shared/time'
import { IconFileText, IconSend } from '@tabler/icons-react'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Gaps } from './Gaps'
import { filesQuery, settingsQuery } from './questions'

/** The files that a connection was given, what it is missing, and sending again. */
export function Files({ connection }: { connection: string }) {
  const { t } = useTranslation()
  const settings = useQuery(settingsQuery(connection))
  const files = useQuery(filesQuery(connection))
  const [asking, setAsking] = useState(false)
  type File = NonNullable<typeof files.data>['items'][number]
  const columns: Column<File>[] = [
    {
      title: t('statistics.file.name'),
      show: (file) => (
        <div style={{ overflowWrap: 'anywhere' }}>
          <Anchor href={`/api/v1/statistics/files/${file.id}`} download={file.name}>
            {file.name}
          </Anchor>
          <Text size="sm" c="dimmed">
            {file.layout} · {t('statistics.file.rows', { count: file.rows })}
          </Text>
        </div>
      ),
    },
    { title: t('statistics.interval'), kind: 'wide', show: (file) => <When at={file.from} exact /> },
    {
      title: t('statistics.file.cause'),
      kind: 'wide',
      show: (file) => (
        <>
          {t(`statistics.cause.${file.cause}`)}
          <Text size="sm" c="dimmed">
            {file.cause === 'asked' ? file.madeBy : <When at={file.madeAt} />}
          </Text>
        </>
      ),
    },
    {
      title: t('statistics.file.state'),
      show: (file) => (
        <Link to="/log/$deliveryId" params={{ deliveryId: file.delivery }} style={{ color: 'inherit' }}>
          <StateBadge state={file.state ?? 'waiting'} />
        </Link>
      ),
    },
  ]
  return (
    <Stack>
      {settings.data && !settings.data.sends && (
        <Notice tone="hold" title={t('statistics.off')}>
          {t('statistics.offText')}{' '}
          <Link to="/integrations/$connectionId" params={{ connectionId: connection }}>
            {t('statistics.offLink')}
          </Link>
        </Notice>
      )}
      {settings.data && settings.data.disabledQueues.length > 0 && (
        <Notice tone="quiet">{t('statistics.leftOut', { queues: settings.data.disabledQueues.join(', ') })}</Notice>
      )}
      {settings.data?.sends && <Gaps connection={connection} />}
      <Section
        flush
        title={t('statistics.tab.files')}
        actions={
          settings.data?.sends && (
            <Button variant="default" leftSection={<IconSend size={16} />} onClick={() => setAsking(true)}>
              {t('statistics.again.ask')}
            </Button>
          )
        }
      >
        <Loaded of={files}>
          {({ items }) => (
            <ListTable
              items={items}
              columns={columns}
              empty={<Empty icon={IconFileText} title={t('statistics.file.none')} text={t('statistics.file.noneText')} />}
            />
          )}
        </Loaded>
      </Section>
      {asking && <SendAgain connection={connection} close={() => setAsking(false)} />}
    </Stack>
  )
}

const hour = 3_600_000

function SendAgain({ connection, close }: { connection: string; close: () => void }) {
  const { t } = useTranslation()
  const { zone } = useTimes()
  const client = useQueryClient()
  const full = Math.floor(Date.now() / hour) * hour
  const [from, setFrom] = useState(wallTime(new Date(full - hour).toISOString(), zone))
  const [to, setTo] = useState(wallTime(new Date(full).toISOString(), zone))
  const send = useMutation({
    mutationFn: () =>
      api.post('/statistics/send', { connection, from: instantOf(from, zone).toISOString(), to: instantOf(to, zone).toISOString() }),
    onSuccess: async ({ files }) => {
      said(t('statistics.again.done', { count: files }))
      close()
      await client.invalidateQueries({ queryKey: ['statistics'] })
    },
  })
  return (
    <FormModal
      title={t('statistics.again.title')}
      close={close}
      send={send}
      answer={t('statistics.again.send')}
      disabled={!from || !to || to <= from}
    >
      <Text size="sm">{t('statistics.again.explain')}</Text>
      <Group grow>
        <TextInput
          type="datetime-local"
          label={t('log.from')}
          value={from}
          max={to}
          onChange={(event) => setFrom(event.currentTarget.value)}
        />
        <TextInput type="datetime-local" label={t('log.to')} value={to} min={from} onChange={(event) => setTo(event.currentTarget.value)} />
      </Group>
    </FormModal>
  )
}
