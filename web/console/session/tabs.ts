import { lazy } from 'react'

/** The parts of a session's work that are loaded apart. */
export const tabLoaders = {
  related: () => import('../related/RelatedTab'),
  create: () => import('../create/CreateTab'),
}

export const RelatedTab = lazy(() => tabLoaders.related().then((part) => ({ default: part.RelatedTab })))
export const CreateTab = lazy(() => tabLoaders.create().then((part) => ({ default: part.CreateTab })))
