import { Button, Group, SegmentedControl, Select, Switch, Text, TextInput } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { address } from '@shared/api/client'
import { Empty } from '@shared/components/Empty'
import { Loaded } from '@shared/components/Loaded'
import { useTimes } from '@shared/time'
import { IconFileTypeCsv, IconTable } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { FiguresTable } from './FiguresTable'
import { dayOf, isQuiet, windowOf } from './figures'
import { type Asked, intervalsQuery, type Subject, settingsQuery } from './questions'

const lengths = ['15', '30', '45', '60']

/** A day's figures, as a connection is given them or as they are counted to begin with. */
export function Figures({ connection }: { connection?: string }) {
  const { t } = useTranslation()
  const { zone: own } = useTimes()
  const settings = useQuery({ ...settingsQuery(connection ?? ''), enabled: Boolean(connection) })
  const zone = settings.data?.settings.zone ?? own
  const [day, setDay] = useState<string>()
  const [subject, setSubject] = useState<Subject>('queues')
  const [minutes, setMinutes] = useState<string | null>(null)
  const [all, setAll] = useState(false)
  const [name, setName] = useState('')
  const [sought] = useDebouncedValue(name.trim(), 350)
  const date = day ?? dayOf(new Date(), zone)
  const asked: Asked = {
    ...windowOf(date, zone),
    subject,
    connection,
    minutes: minutes ? Number(minutes) : undefined,
    zone: connection ? undefined : zone,
    [subject === 'queues' ? 'queue' : 'agent']: sought || undefined,
  }
  const figures = useQuery({
    ...intervalsQuery(asked),
    enabled: !connection || settings.data !== undefined,
    placeholderData: keepPreviousData,
  })
  return (
    <div className="card flush">
      <Group gap="sm" p="md" align="flex-end">
        <SegmentedControl
          aria-label={t('statistics.subject.label')}
          data={(['queues', 'agents'] as const).map((value) => ({ value, label: t(`statistics.subject.${value}`) }))}
          value={subject}
          onChange={(next) => {
            setSubject(next as Subject)
            setName('')
          }}
        />
        <TextInput
          type="date"
          aria-label={t('statistics.day')}
          title={t('statistics.day')}
          value={date}
          onChange={(event) => setDay(event.currentTarget.value || undefined)}
        />
        <Select
          aria-label={t('statistics.minutes')}
          w={150}
          clearable={Boolean(minutes)}
          data={lengths.map((value) => ({ value, label: t('statistics.inMinutes', { count: Number(value) }) }))}
          value={minutes ?? String(figures.data?.minutes ?? 30)}
          onChange={setMinutes}
        />
        <TextInput
          w={190}
          aria-label={t(`statistics.one.${subject}`)}
          placeholder={t(`statistics.one.${subject}`)}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Switch label={t('statistics.quiet')} checked={all} onChange={(event) => setAll(event.currentTarget.checked)} py={8} />
        <Button
          component="a"
          variant="default"
          ml="auto"
          leftSection={<IconFileTypeCsv size={16} />}
          href={address('/statistics/intervals', { ...asked, format: 'csv' })}
          download={`${subject}-${date}.csv`}
        >
          {t('statistics.csv')}
        </Button>
      </Group>
      <Loaded of={figures}>
        {(answer) => {
          const rows = all ? answer.rows : answer.rows.filter((row) => !isQuiet(row))
          return (
            <>
              <Text size="sm" c="dimmed" px="md" pb="sm">
                {t(`statistics.counted.${answer.attribution}`)}{' '}
                {t('statistics.level', { seconds: answer.serviceLevelSeconds, short: answer.shortAbandonSeconds, zone: answer.zone })}
              </Text>
              {rows.length === 0 ? (
                <Empty icon={IconTable} title={t('statistics.none')} text={t('statistics.noneText')} />
              ) : (
                <FiguresTable rows={rows} subject={subject} zone={answer.zone} />
              )}
            </>
          )
        }}
      </Loaded>
    </div>
  )
}
