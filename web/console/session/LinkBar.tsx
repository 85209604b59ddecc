import { Button, CloseButton, Group } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keyOf, webAddress } from '../desk/name'
import type { SessionCard } from '../desk/types'
import { openedOf, rememberOpened, toOpen, wasOpened } from '../offer/opening'

/** What was opened for a session, in whichever window. */
function useOpened(session: string): string[] {
  const [opened, setOpened] = useState(() => openedOf(session))
  useEffect(() => {
    const read = () => setOpened(openedOf(session))
    window.addEventListener(wasOpened, read)
    window.addEventListener('storage', read)
    return () => {
      window.removeEventListener(wasOpened, read)
      window.removeEventListener('storage', read)
    }
  }, [session])
  return opened
}

/** Records that should have opened by themselves and could not: a browser opens one window for one press. */
export function LinkBar({ card, auto }: { card: SessionCard; auto: boolean }) {
  const { t } = useTranslation()
  const opened = useOpened(card.id)
  const rest = toOpen(card.records).filter((record) => !opened.includes(keyOf(record)))
  if (!auto || rest.length === 0) return null
  return (
    <section className="linkbar" aria-label={t('console.open.title')}>
      <span>{t('console.open.text', { count: rest.length })}</span>
      <Group gap={6}>
        {rest.map((record) => (
          <Button
            key={keyOf(record)}
            component="a"
            href={webAddress(record.url)}
            target="_blank"
            rel="noreferrer"
            size="compact-sm"
            variant="default"
            maw={260}
            leftSection={<IconExternalLink size={14} aria-hidden />}
            onClick={() => rememberOpened(card.id, record)}
          >
            <span className="clip" dir="auto">
              {record.recordType} {record.name ?? record.record}
            </span>
          </Button>
        ))}
      </Group>
      <CloseButton
        size="sm"
        aria-label={t('action.close')}
        onClick={() => {
          for (const record of rest) rememberOpened(card.id, record)
        }}
      />
    </section>
  )
}
