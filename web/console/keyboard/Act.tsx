import { Button, type ButtonProps, Kbd, Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useReachable } from '../desk/Desk'
import { useSettings } from '../settings'
import { useKey } from './Keys'
import { type Deed, keys } from './keys'

interface Props extends ButtonProps {
  children: ReactNode
  act: () => void
  deed?: Deed
  /** Why it cannot be done now, in words. */
  not?: string
  /** Works without the hub. */
  local?: boolean
  /** The key is written on the button, not only in its tooltip. */
  showKey?: boolean
  /** What more its tooltip says. */
  hint?: string
  autoFocus?: boolean
  className?: string
}

/** Something an agent does many times a day: a button with a key, and with the reason where it cannot be done. */
export function Act({ children, act, deed, not, local, showKey, hint, loading, ...button }: Props) {
  const { t } = useTranslation()
  const reachable = useReachable()
  const { keys: on } = useSettings()
  const why = not ?? (local || reachable ? undefined : t('console.line.cannot'))
  useKey(deed, why || loading ? undefined : act)
  const key = on && deed ? keys[deed] : undefined
  const says = why ?? [hint, key && `(${key.toUpperCase()})`].filter(Boolean).join(' ')
  return (
    <Tooltip label={says} disabled={!says} multiline maw={280}>
      <Button
        {...button}
        loading={loading}
        data-disabled={why ? true : undefined}
        aria-disabled={why ? true : undefined}
        aria-keyshortcuts={key}
        onClick={(event) => {
          event.preventDefault()
          if (!why) act()
        }}
        rightSection={showKey && key ? <Kbd size="xs">{key.toUpperCase()}</Kbd> : button.rightSection}
      >
        {children}
      </Button>
    </Tooltip>
  )
}
