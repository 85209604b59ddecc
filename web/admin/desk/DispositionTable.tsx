import { Button, Group, Stack, TagsInput, Text, TextInput } from '@mantine/core'
import { moved, RowTools } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { empty, twice } from './settings'
import type { Disposition } from './types'

interface Props {
  dispositions: Disposition[]
  change: (dispositions: Disposition[]) => void
}

/** What may come of a contact, where its campaign has nothing of its own. */
export function DispositionTable({ explain, ...props }: Props & { explain: string }) {
  return (
    <section className="card">
      <Text size="sm" c="dimmed" mb="md" maw={680}>
        {explain}
      </Text>
      <DispositionRows {...props} />
    </section>
  )
}

/** Dispositions in the order in which agents see them, each with its sub-dispositions. */
export function DispositionRows({ dispositions, change }: Props) {
  const { t } = useTranslation()
  const names = dispositions.map(({ name }) => name)
  const set = (index: number, part: Partial<Disposition>) =>
    change(dispositions.map((old, at) => (at === index ? { ...old, ...part } : old)))
  return (
    <Stack gap="sm">
      {dispositions.map((one, index) => (
        <Group key={index} gap="sm" align="flex-start" wrap="wrap" role="group" aria-label={one.name || String(index + 1)}>
          <TextInput
            flex="1 1 170px"
            aria-label={t('deskSettings.dispositions.name')}
            placeholder={t('deskSettings.dispositions.name')}
            value={one.name}
            error={
              !one.name.trim()
                ? t('deskSettings.nameMissing')
                : twice(names, one.name, index)
                  ? t('deskSettings.nameTwice', { name: one.name })
                  : undefined
            }
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <TagsInput
            flex="2 1 220px"
            aria-label={t('deskSettings.dispositions.sub')}
            placeholder={one.sub.length === 0 ? t('deskSettings.dispositions.sub') : undefined}
            acceptValueOnBlur
            value={one.sub}
            onChange={(sub) => set(index, { sub })}
          />
          <RowTools
            index={index}
            count={dispositions.length}
            move={(to) => change(moved(dispositions, index, to))}
            remove={() => change(dispositions.filter((_, at) => at !== index))}
          />
        </Group>
      ))}
      <Group>
        <Button variant="light" leftSection={<IconPlus size={16} />} onClick={() => change([...dispositions, empty.disposition()])}>
          {t('deskSettings.dispositions.add')}
        </Button>
      </Group>
    </Stack>
  )
}
