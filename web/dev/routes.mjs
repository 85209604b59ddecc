// What the mock answers, path by path.
import { caseRoutes } from './caseRoutes.mjs'
import { floorRoutes } from './floorRoutes.mjs'
import { integrationRoutes } from './integrationRoutes.mjs'
import { salesforceRoutes } from './salesforceRoutes.mjs'

export const routes = [...floorRoutes, ...salesforceRoutes, ...caseRoutes, ...integrationRoutes]
