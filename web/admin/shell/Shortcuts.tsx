import { Group, Kbd, Modal, Stack, Text } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { usePlaces } from './Navigation'

const writing = (target: EventTarget | null) =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
const patience = 1_200

/** `/` finds, `g` and a letter goes, `?` helps. Never while someone is writing. */
export function useShortcuts(find: () => void, help: () => void) {
  const navigate = useNavigate()
  const allowed = usePlaces()
  const going = useRef(0)
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'k') {
        event.preventDefault()
        return find()
      }
      if (event.ctrlKey || event.metaKey || event.altKey || writing(event.target) || document.querySelector('[role="dialog"]')) return
      const place = event.timeStamp - going.current < patience ? allowed.find(({ key }) => key === event.key) : undefined
      going.current = event.key === 'g' ? event.timeStamp : 0
      if (place) void navigate({ to: place.to })
      else if (event.key === '?') help()
      else if (event.key === '/') {
        event.preventDefault()
        const search = document.querySelector<HTMLInputElement>('[data-search]')
        if (search) search.focus()
        else find()
      }
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [navigate, allowed, find, help])
}

export function ShortcutsHelp({ opened, close }: { opened: boolean; close: () => void }) {
  const { t } = useTranslation()
  const lines: [string[], string][] = [
    [['/'], t('shortcuts.search')],
    [['Ctrl', 'K'], t('palette.open')],
    [['?'], t('shortcuts.title')],
    [['Alt', '↑ ↓'], t('shortcuts.moveRow')],
    ...usePlaces().map(({ key, name }): [string[], string] => [['g', key], t(`nav.${name}`)]),
  ]
  return (
    <Modal opened={opened} onClose={close} title={<strong>{t('shortcuts.title')}</strong>}>
      <Stack gap="xs">
        {lines.map(([keys, text]) => (
          <Group key={text} justify="space-between">
            <Text size="sm">{text}</Text>
            <Group gap={4}>
              {keys.map((key) => (
                <Kbd key={key}>{key}</Kbd>
              ))}
            </Group>
          </Group>
        ))}
      </Stack>
    </Modal>
  )
}
