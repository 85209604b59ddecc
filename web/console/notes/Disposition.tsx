import { Select, Stack, TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsked, useDesk, useReachable } from '../desk/Desk'
import type { SessionCard } from '../desk/types'
import { useKey } from '../keyboard/Keys'

/** How it ended: chosen from what the campaign or the organisation offers, and kept with the choice. */
export function Disposition({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const reachable = useReachable()
  const keeping = useAsked('disposition', card.id)
  const { disposition: chosen = null, subDisposition: chosenSub = null } = card
  const box = useRef<HTMLInputElement>(null)
  useKey('disposition', () => box.current?.focus())
  const keep = (disposition: string | null, subDisposition: string | null) => {
    if (disposition !== chosen || subDisposition !== chosenSub)
      void desk.ask({ kind: 'disposition', session: card.id, disposition, subDisposition })
  }
  const help = reachable ? undefined : t('console.line.cannot')
  if (card.dispositions.length === 0) return <Free key={chosen} card={card} box={box} help={help} keep={(text) => keep(text, chosenSub)} />
  const names = card.dispositions.map(({ name }) => name)
  const sub = card.dispositions.find(({ name }) => name === chosen)?.sub ?? []
  const known = (list: string[], chosen: string | null) => (chosen && !list.includes(chosen) ? [...list, chosen] : list)
  return (
    <Stack gap="xs">
      <Select
        ref={box}
        aria-label={t('sessions.disposition')}
        placeholder={t('console.paper.choose')}
        description={help}
        disabled={!reachable}
        loading={keeping}
        searchable
        clearable
        data={[...new Set(known(names, chosen))]}
        value={chosen}
        onChange={(name) => keep(name, null)}
        nothingFoundMessage={t('nothingFound')}
      />
      {(sub.length > 0 || chosenSub) && (
        <Select
          aria-label={t('sessions.subDisposition')}
          placeholder={t('console.paper.chooseSub')}
          disabled={!reachable}
          searchable
          clearable
          data={[...new Set(known(sub, chosenSub))]}
          value={chosenSub}
          onChange={(name) => keep(chosen, name)}
          nothingFoundMessage={t('nothingFound')}
        />
      )}
    </Stack>
  )
}

interface FreeProps {
  card: SessionCard
  box: React.RefObject<HTMLInputElement | null>
  help?: string
  keep: (text: string | null) => void
}

/** Nobody has set up what to choose from: a word of the agent's own. */
function Free({ card, box, help, keep }: FreeProps) {
  const { t } = useTranslation()
  const [text, setText] = useState(card.disposition ?? '')
  return (
    <TextInput
      ref={box}
      aria-label={t('sessions.disposition')}
      description={help ?? t('console.paper.free')}
      maxLength={200}
      dir="auto"
      value={text}
      onChange={({ currentTarget: { value } }) => setText(value)}
      onBlur={() => keep(text.trim() || null)}
      onKeyDown={(event) => event.key === 'Enter' && keep(text.trim() || null)}
    />
  )
}
