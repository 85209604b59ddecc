// What the mock answers, path by path.
import { caseRoutes } from './caseRoutes.mjs'
import { integrationRoutes } from './integrationRoutes.mjs'

export const routes = [...caseRoutes, ...integrationRoutes]
