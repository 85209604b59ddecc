import { ErrorNotice } from '@shared/components/Failure'
import { session, speakTo, useMe } from '@shared/session'
import { deviceZone, Zone } from '@shared/time'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { Guard } from './Broken'
import { Console } from './Console'
import { DeskProvider } from './desk/Desk'
import { Keys } from './keyboard/Keys'
import { NotesProvider } from './notes/Notes'
import { Waiting } from './Waiting'

const signIn = () => location.replace(`/sign-in?to=${encodeURIComponent('/console')}`)

/** The console is for somebody who is signed in; anybody else signs in first and comes back. */
export function App() {
  const who = useQuery(session)
  const me = useMe()
  useEffect(() => {
    if (who.isSuccess && !who.data) signIn()
    if (who.data) void speakTo(who.data)
  }, [who.isSuccess, who.data])
  if (who.error)
    return (
      <main className="alone">
        <ErrorNotice error={who.error} />
      </main>
    )
  if (!me) return <Waiting />
  return (
    <Zone value={me.user.timeZone ?? deviceZone}>
      <DeskProvider>
        <NotesProvider user={me.user.id}>
          <Keys>
            <Guard>
              <Console />
            </Guard>
          </Keys>
        </NotesProvider>
      </DeskProvider>
    </Zone>
  )
}
