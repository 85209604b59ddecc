import { Kbd, Menu, UnstyledButton } from '@mantine/core'
import { said } from '@shared/components/Said'
import { IconChevronDown } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useAsked, useDesk, useReachable } from '../desk/Desk'
import type { DeskView, Presence } from '../desk/types'
import { useKey } from '../keyboard/Keys'
import { keys } from '../keyboard/keys'
import { presenceLook } from '../presence'
import { useSettings } from '../settings'
import { Remaining, Running } from '../time/Clocks'
import { useReason } from './reason'

/** Whether the agent can be offered contacts, since when, and the way to change it. */
export function StatusButton({ view }: { view: DeskView }) {
  const { t } = useTranslation()
  const desk = useDesk()
  const reachable = useReachable()
  const changing = useAsked('presence')
  const { keys: on } = useSettings()
  const [opened, setOpened] = useState(false)
  const reason = useReason()
  const change = (presence: Presence, why: string | null = null) => {
    if (view.presence === presence && (view.reason ?? null) === why) return
    void desk.ask({ kind: 'presence', presence, reason: why }).then((done) => {
      const what = why ?? t(`console.presence.${presence}`)
      if (done && desk.view?.presence === 'busy') said(t('console.presence.afterwards', { what }))
    })
  }
  const mayQueue = reachable && view.seat
  useKey('inQueue', mayQueue ? () => change('inQueue') : undefined)
  useKey('notReady', reachable ? () => change('notReady') : undefined)
  useKey('status', reachable ? () => setOpened(true) : undefined)
  const { className, icon: Mark } = presenceLook[view.presence]
  const away =
    view.afterwards === 'notReady' ? t('console.presence.then', { what: reason(view.reason) || t('console.presence.notReady') }) : null
  const because = away ?? reason(view.reason)
  return (
    <Menu withInitialFocusPlaceholder={false} opened={opened} onChange={setOpened} position="bottom-start" width={260} returnFocus>
      <Menu.Target>
        <UnstyledButton className={`status ${className}`} data-changing={changing || undefined} aria-busy={changing}>
          <Mark size={19} stroke={2.2} aria-hidden />
          <span className="status-word">
            {t(`console.presence.${view.presence}`)}
            {because && <small dir="auto">{because}</small>}
          </span>
          <span className="status-time">
            {view.presence === 'wrapUp' && view.wrapUntil ? <Remaining until={view.wrapUntil} /> : <Running since={view.since} />}
          </span>
          <IconChevronDown size={16} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {!reachable && <Menu.Label>{t('console.line.cannot')}</Menu.Label>}
        <Choice
          presence="inQueue"
          onClick={() => change('inQueue')}
          disabled={!mayQueue}
          hint={on ? keys.inQueue : undefined}
          why={view.seat ? t('console.presence.inQueueHelp') : (view.seatWhy ?? t('console.seat.none'))}
        />
        <Menu.Divider />
        <Choice presence="notReady" onClick={() => change('notReady')} disabled={!reachable} hint={on ? keys.notReady : undefined} />
        {view.settings.reasons.map((one) => (
          <Menu.Item key={one} pl={44} onClick={() => change('notReady', one)} disabled={!reachable}>
            <bdi>{one}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}

interface ChoiceProps {
  presence: Presence
  onClick: () => void
  disabled: boolean
  hint?: string
  why?: string
}

function Choice({ presence, onClick, disabled, hint, why }: ChoiceProps) {
  const { t } = useTranslation()
  const { className, icon: Mark } = presenceLook[presence]
  return (
    <Menu.Item
      onClick={onClick}
      disabled={disabled}
      leftSection={
        <span className={`status-dot ${className}`}>
          <Mark size={15} stroke={2.2} aria-hidden />
        </span>
      }
      rightSection={hint && <Kbd size="xs">{hint.toUpperCase()}</Kbd>}
    >
      {t(`console.presence.${presence}`)}
      {why && <small className="menu-why">{why}</small>}
    </Menu.Item>
  )
}
