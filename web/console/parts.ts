import { lazy } from 'react'
import { tabLoaders } from './session/tabs'

// What is not needed before the first contact comes a moment later, while nothing else is being loaded. All of it: a page stays open all
// day, and a part that is asked for at last may be gone with the hub's newer build.
const loaders = {
  workspace: () => import('./session/Workspace'),
  ...tabLoaders,
  recent: () => import('./recent/Recent'),
  help: () => import('./keyboard/Help'),
}

export const Workspace = lazy(() => loaders.workspace().then((part) => ({ default: part.Workspace })))
export const Recent = lazy(() => loaders.recent().then((part) => ({ default: part.Recent })))
export const Help = lazy(() => loaders.help().then((part) => ({ default: part.Help })))

/** Loads the rest ahead of its time. What fails now is tried again when it is needed, and is said then. */
export async function loadRest() {
  for (const load of Object.values(loaders)) await load().catch(() => undefined)
}
