import { IconBriefcase, IconCircleCheck, IconMoon, IconPencil } from '@tabler/icons-react'
import type { Presence } from './desk/types'

/** A colour, and always a sign and a word beside it. */
export const presenceLook: Record<Presence, { className: string; icon: typeof IconMoon }> = {
  notReady: { className: 'is-not-ready', icon: IconMoon },
  inQueue: { className: 'is-in-queue', icon: IconCircleCheck },
  busy: { className: 'is-busy', icon: IconBriefcase },
  wrapUp: { className: 'is-wrap-up', icon: IconPencil },
}
