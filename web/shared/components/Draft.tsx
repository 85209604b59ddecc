import { Button, Group, Modal, Text } from '@mantine/core'
import { useBlocker } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

/** What a person is writing, beside what is saved. */
export function useDraft<T>(saved: T) {
  const [value, set] = useState(saved)
  const [baseline, setBaseline] = useState(() => JSON.stringify(saved))
  const dirty = JSON.stringify(value) !== baseline
  const settled = useRef(false)
  function settle(next: T) {
    settled.current = true
    set(next)
    setBaseline(JSON.stringify(next))
  }
  const change = (part: Partial<T>) => {
    settled.current = false
    set((now) => ({ ...now, ...part }))
  }
  /** True when leaving would lose something; asked at the moment of leaving, so a save just before it counts. */
  const wouldLose = () => dirty && !settled.current
  const replace = (next: T) => {
    settled.current = false
    set(next)
  }
  return { value, set: replace, change, dirty, settle, wouldLose }
}

/** Asks before unsaved work is left behind. */
export function UnsavedGuard({ wouldLose }: { wouldLose: () => boolean }) {
  const { t } = useTranslation()
  const blocker = useBlocker({ shouldBlockFn: () => wouldLose(), enableBeforeUnload: () => wouldLose(), withResolver: true })
  if (blocker.status !== 'blocked') return null
  return (
    <Modal opened onClose={blocker.reset} title={<strong>{t('unsaved.title')}</strong>}>
      <Text size="sm" mb="md">
        {t('unsaved.text')}
      </Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={blocker.proceed}>
          {t('unsaved.leave')}
        </Button>
        <Button onClick={blocker.reset} data-autofocus>
          {t('unsaved.stay')}
        </Button>
      </Group>
    </Modal>
  )
}
