import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { nameOf } from '../desk/name'
import type { Offer } from '../desk/types'
import { useSettings } from '../settings'
import { chime } from './chime'

const again = 3_000

/** One window of several rings: whoever gets the lock, until the offer is gone. */
function alone(ring: () => () => void): () => void {
  let stop: (() => void) | undefined
  let release: () => void = () => {}
  let ended = false
  const over = new Promise<void>((done) => {
    release = done
  })
  const start = () => {
    if (!ended) stop = ring()
    return over
  }
  if (navigator.locks) void navigator.locks.request('liaison-ring', start)
  else void start()
  return () => {
    ended = true
    stop?.()
    release()
  }
}

/** Makes an offer noticed by somebody who looks elsewhere: a sound, the window's title, a message of the desktop. */
export function useOfferAlert(offer: Offer | null, title: string) {
  const { t } = useTranslation()
  const { sound, notifications } = useSettings()
  const id = offer?.id
  const who = offer ? (nameOf(offer) ?? t('sessions.unknown')) : ''
  const what = offer ? t(`console.offer.${offer.channel}`) : ''
  useEffect(() => {
    document.title = id ? `☎ ${what}: ${who.slice(0, 60)}` : title
  }, [id, who, what, title])
  useEffect(() => {
    if (!id) return
    return alone(() => {
      if (sound) chime()
      const timer = sound ? setInterval(chime, again) : undefined
      const shown =
        notifications && document.visibilityState !== 'visible' && 'Notification' in window && Notification.permission === 'granted'
          ? new Notification(what, { body: who.slice(0, 120), tag: id, icon: '/mark.svg' })
          : undefined
      if (shown)
        shown.onclick = () => {
          window.focus()
          shown.close()
        }
      return () => {
        clearInterval(timer)
        shown?.close()
      }
    })
  }, [id, sound, notifications, who, what])
}
