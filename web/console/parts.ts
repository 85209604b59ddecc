import { lazy } from 'react'

// What is not needed before the first contact comes a moment later, while nothing else is being loaded. All of it: a page stays open all
// day, and a part that is asked for at last may be gone with the hub's newer build.
const loaders = {
  workspace: () => import('./session/Workspace'),
  related: () => import('./related/RelatedTab'),
  create: () => import('./create/CreateTab'),
  recent: () => import('./recent/Recent'),
  help: () => import('./keyboard/Help'),
}

export const Workspace = lazy(() => loaders.workspace().then((part) => ({ default: part.Workspace })))
export const RelatedTab = lazy(() => loaders.related().then((part) => ({ default: part.RelatedTab })))
export const CreateTab = lazy(() => loaders.create().then((part) => ({ default: part.CreateTab })))
export const Recent = lazy(() => loaders.recent().then((part) => ({ default: part.Recent })))
export const Help = lazy(() => loaders.help().then((part) => ({ default: part.Help })))

/** Loads the rest; what fails now is tried again when it is needed. */
export async function loadRest() {
  for (const load of Object.values(loaders)) await load().catch(() => undefined)
}
