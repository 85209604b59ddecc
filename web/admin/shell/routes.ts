import { session, speakTo } from '@shared/session'
import { createRootRoute, createRoute, Outlet, redirect } from '@tanstack/react-router'
import { client } from '../client'
import { Broken, Lost } from './Lost'
import { Shell } from './Shell'

export const root = createRootRoute({ component: Outlet, notFoundComponent: Lost, errorComponent: Broken })

/** Lets nobody in whom the hub does not know, and speaks their language. */
export async function signedIn({ location }: { location: { href: string } }) {
  const me = await client.ensureQueryData(session)
  if (!me) throw redirect({ to: '/sign-in', search: location.href === '/' ? {} : { to: location.href } })
  await speakTo(me)
}

/** What stands inside the frame with the menu. */
export const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  beforeLoad: signedIn,
  component: Shell,
})
