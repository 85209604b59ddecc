import { Skeleton } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useView } from './desk/Desk'
import { nameOf } from './desk/name'
import { Announce } from './header/Announce'
import { LineBanner, SeatBanner } from './header/Banners'
import { Header } from './header/Header'
import { Idle } from './Idle'
import { useKey } from './keyboard/Keys'
import { useOfferAlert } from './offer/alert'
import { allowSound } from './offer/chime'
import { OfferCard } from './offer/OfferCard'
import { forgetOpened } from './offer/opening'
import { Help, loadRest, Recent, Workspace } from './parts'
import { go, usePlace } from './place'
import { SessionList } from './sessions/SessionList'
import { Waiting } from './Waiting'

/** Everything that is on the agent's desk: who is calling, with whom they are speaking, and what is known about it. */
export function Console() {
  const { t } = useTranslation()
  const view = useView()
  const place = usePlace()
  const [helping, setHelping] = useState(false)
  const [recent, setRecent] = useState(false)
  // Where there is room, the notes stay beside whatever else is looked at.
  const roomy = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false }) ?? true
  const sessions = view?.sessions ?? []
  const chosen = sessions.find(({ id }) => id === place.session) ?? sessions[0]
  const step = (by: number) => {
    const at = sessions.findIndex(({ id }) => id === chosen?.id)
    const next = sessions[(at + by + sessions.length) % sessions.length]
    if (next) go({ session: next.id })
  }
  useKey('next', sessions.length > 1 ? () => step(1) : undefined)
  useKey('previous', sessions.length > 1 ? () => step(-1) : undefined)
  useKey('help', () => setHelping(true))
  useKey('recent', () => setRecent(true))
  useEffect(allowSound, [])
  useEffect(() => {
    const timer = setTimeout(() => void loadRest(), 1_500)
    return () => clearTimeout(timer)
  }, [])
  const present = view?.sessions.map(({ id }) => id).join(' ')
  useEffect(() => {
    if (present !== undefined) forgetOpened(present.split(' '))
  }, [present])
  const with_ = chosen && (nameOf(chosen) ?? t('sessions.unknown')).slice(0, 60)
  useOfferAlert(view?.offer ?? null, with_ ? `${with_} · Liaison` : `${t('console.title')} · Liaison`)
  if (!view) return <Waiting />
  return (
    <div className="console">
      <a className="skip" href="#work">
        {t('nav.skip')}
      </a>
      <Header view={view} help={() => setHelping(true)} recent={() => setRecent(true)} />
      <Announce view={view} />
      <LineBanner />
      <SeatBanner view={view} />
      <div className="desk">
        <SessionList sessions={sessions} chosen={chosen?.id} queues={view.queues} />
        <main className="work" id="work" tabIndex={-1}>
          {view.offer && <OfferCard key={view.offer.id} offer={view.offer} autoOpen={view.settings.autoOpenRecords} />}
          {chosen ? (
            <Suspense fallback={<Skeleton height={120} radius="md" />}>
              <Workspace key={chosen.id} card={chosen} view={view} roomy={roomy} tab={place.tab} />
            </Suspense>
          ) : (
            !view.offer && <Idle view={view} recent={() => setRecent(true)} />
          )}
        </main>
      </div>
      <Suspense fallback={null}>
        {helping && <Help close={() => setHelping(false)} />}
        {recent && <Recent email={view.user.email} close={() => setRecent(false)} />}
      </Suspense>
    </div>
  )
}
