import { Spoiler, Stack, Text, Textarea, Title } from '@mantine/core'
import { When } from '@shared/components/When'
import { IconAlertTriangle, IconCheck, IconCloudUpload, IconDeviceFloppy } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { DeskView, SessionCard } from '../desk/types'
import { useKey } from '../keyboard/Keys'
import { Long } from '../Long'
import { Disposition } from './Disposition'
import type { Kept } from './keeper'
import { mineOf, useNote } from './Notes'

const longest = 20_000

/** What is to be said, and what is written down: script, notes and how it ended. */
export function Paper({ card, view }: { card: SessionCard; view: DeskView }) {
  const { t } = useTranslation()
  return (
    <Stack gap="sm">
      {card.script && (
        <section className="card">
          <Title order={2} mb={6}>
            {t('console.paper.script')}
          </Title>
          <Spoiler maxHeight={104} showLabel={t('console.more')} hideLabel={t('console.less')}>
            <Text size="sm" dir="auto" className="script">
              {card.script}
            </Text>
          </Spoiler>
        </section>
      )}
      <Note card={card} user={view.user.id} />
      <section className="card">
        <Title order={2} mb={6}>
          {t('sessions.disposition')}
        </Title>
        <Disposition card={card} />
      </section>
    </Stack>
  )
}

/** The agent's own running note, kept at every letter; and below it what others wrote. */
function Note({ card, user }: { card: SessionCard; user: string }) {
  const { t } = useTranslation()
  const box = useRef<HTMLTextAreaElement>(null)
  const note = useNote(card, user)
  useKey('notes', () => box.current?.focus())
  const mine = mineOf(card, user)?.key
  const others = card.notes.filter(({ key }) => key !== mine)
  return (
    <section className="card">
      <div className="note-head">
        <Title order={2} id="note">
          {t('sessions.notes')}
        </Title>
        <KeptMark state={note.state} />
      </div>
      <Textarea
        ref={box}
        aria-labelledby="note"
        placeholder={t('console.paper.placeholder')}
        autosize
        minRows={4}
        maxRows={16}
        maxLength={longest}
        dir="auto"
        value={note.text}
        readOnly={!note.ready}
        aria-busy={!note.ready}
        onChange={({ currentTarget: { value } }) => note.write(value)}
        onBlur={() => void note.flush()}
        onKeyDown={(event) => {
          // Out of the text, so that the keys of the console are keys again.
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      {note.text.length > longest - 500 && (
        <Text size="xs" c="dimmed" mt={4}>
          {t('console.paper.left', { count: longest - note.text.length })}
        </Text>
      )}
      {others.length > 0 && (
        <ul className="notes">
          {others.map(({ key, text, who, at }) => (
            <li key={key}>
              <Long text={text} />
              <small>
                <bdi>{who}</bdi> · <When at={at} />
              </small>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

const looks = { here: IconDeviceFloppy, sending: IconCloudUpload, there: IconCheck, refused: IconAlertTriangle }

/** Where the note is by now. */
function KeptMark({ state }: { state: Kept }) {
  const { t } = useTranslation()
  if (state === 'empty') return null
  const Mark = looks[state]
  return (
    <small className={`kept ${state}`} role="status" aria-live={state === 'refused' ? 'assertive' : 'off'}>
      <Mark size={14} aria-hidden /> {t(`console.kept.${state}`)}
    </small>
  )
}
