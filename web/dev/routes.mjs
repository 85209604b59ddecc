// What the mock answers, path by path.
import { caseRoutes } from './caseRoutes.mjs'
import { deskRoutes } from './desk.mjs'
import { floorRoutes } from './floorRoutes.mjs'
import { flowRoutes } from './flowRoutes.mjs'
import { integrationRoutes } from './integrationRoutes.mjs'
import { salesforceRoutes } from './salesforceRoutes.mjs'
import { simulationRoutes } from './simulation.mjs'
import { statisticsRoutes } from './statistics.mjs'

export const routes = [
  ...statisticsRoutes,
  ...flowRoutes,
  ...floorRoutes,
  ...deskRoutes,
  ...salesforceRoutes,
  ...caseRoutes,
  ...integrationRoutes,
  ...simulationRoutes,
]
