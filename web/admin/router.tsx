import { safeReturn } from '@shared/session'
import { createRoute, createRouter, lazyRouteComponent } from '@tanstack/react-router'
import { type CaseSearch, readCaseSearch } from './cases/filter'
import { onSignedOut } from './client'
import { integrationRoutes } from './integrations/routes'
import { type LogSearch, readLogSearch } from './log/filter'
import { OverviewPage } from './overview/OverviewPage'
import { readSessionSearch, type SessionSearch } from './sessions/filter'
import { inside, root, signedIn } from './shell/routes'
import { SignInPage } from './signin/SignInPage'

// Where people come in is there at once; every other page is loaded when it is asked for.
const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  validateSearch: (search: Record<string, unknown>): { to?: string } => (search.to ? { to: safeReturn(search.to) } : {}),
  component: SignInPage,
})

const overview = createRoute({
  getParentRoute: () => inside,
  path: '/',
  component: OverviewPage,
})

const cases = createRoute({
  getParentRoute: () => inside,
  path: '/cases',
  validateSearch: (search): CaseSearch => readCaseSearch(search),
  component: lazyRouteComponent(() => import('./cases/CasesPage'), 'CasesPage'),
})
const newCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/new',
  component: lazyRouteComponent(() => import('./cases/NewCasePage'), 'NewCasePage'),
})
const oneCase = createRoute({
  getParentRoute: () => inside,
  path: '/cases/$caseId',
  component: lazyRouteComponent(() => import('./cases/CasePage'), 'CasePage'),
})

const sessions = createRoute({
  getParentRoute: () => inside,
  path: '/sessions',
  validateSearch: (search): SessionSearch => readSessionSearch(search),
  component: lazyRouteComponent(() => import('./sessions/SessionsPage'), 'SessionsPage'),
})
const oneSession = createRoute({
  getParentRoute: () => inside,
  path: '/sessions/$sessionId',
  component: lazyRouteComponent(() => import('./sessions/SessionPage'), 'SessionPage'),
})

const guides = createRoute({
  getParentRoute: () => inside,
  path: '/docs',
  component: lazyRouteComponent(() => import('./guide/GuidesPage'), 'GuidesPage'),
})
const oneGuide = createRoute({
  getParentRoute: () => inside,
  path: '/docs/$guideName',
  component: lazyRouteComponent(() => import('./guide/GuidePage'), 'GuidePage'),
})

const floor = createRoute({
  getParentRoute: () => inside,
  path: '/floor',
  component: lazyRouteComponent(() => import('./supervisor/FloorPage'), 'FloorPage'),
})
// A screen on a wall has no menu around it.
const wall = createRoute({
  getParentRoute: () => root,
  path: '/floor/wall',
  beforeLoad: signedIn,
  component: lazyRouteComponent(() => import('./supervisor/wall/WallPage'), 'WallPage'),
})

const log = createRoute({
  getParentRoute: () => inside,
  path: '/log',
  validateSearch: (search): LogSearch => readLogSearch(search),
  component: lazyRouteComponent(() => import('./log/LogPage'), 'LogPage'),
})
const delivery = createRoute({
  getParentRoute: () => inside,
  path: '/log/$deliveryId',
  component: lazyRouteComponent(() => import('./log/DeliveryPage'), 'DeliveryPage'),
})

const flows = createRoute({
  getParentRoute: () => inside,
  path: '/flows',
  component: lazyRouteComponent(() => import('./flows/FlowsPage'), 'FlowsPage'),
})
const flow = createRoute({
  getParentRoute: () => inside,
  path: '/flows/$flowId',
  validateSearch: (search: Record<string, unknown>): { version?: number } =>
    Number.isInteger(search.version) ? { version: Number(search.version) } : {},
  component: lazyRouteComponent(() => import('./flows/FlowPage'), 'FlowPage'),
})
const desk = createRoute({
  getParentRoute: () => inside,
  path: '/desk',
  component: lazyRouteComponent(() => import('./desk/DeskPage'), 'DeskPage'),
})

const rules = createRoute({
  getParentRoute: () => inside,
  path: '/rules',
  validateSearch: (search: Record<string, unknown>): { type?: string } => (typeof search.type === 'string' ? { type: search.type } : {}),
  component: lazyRouteComponent(() => import('./rules/RulesPage'), 'RulesPage'),
})
const rule = createRoute({
  getParentRoute: () => inside,
  path: '/rules/$caseType/$ruleId',
  component: lazyRouteComponent(() => import('./rules/RulePage'), 'RulePage'),
})
const caseTypes = createRoute({
  getParentRoute: () => inside,
  path: '/case-types',
  component: lazyRouteComponent(() => import('./casetypes/CaseTypesPage'), 'CaseTypesPage'),
})
const caseType = createRoute({
  getParentRoute: () => inside,
  path: '/case-types/$name',
  component: lazyRouteComponent(() => import('./casetypes/CaseTypePage'), 'CaseTypePage'),
})
const apiKeys = createRoute({
  getParentRoute: () => inside,
  path: '/api-keys',
  component: lazyRouteComponent(() => import('./apikeys/ApiKeysPage'), 'ApiKeysPage'),
})
const users = createRoute({
  getParentRoute: () => inside,
  path: '/users',
  component: lazyRouteComponent(() => import('./users/UsersPage'), 'UsersPage'),
})
const account = createRoute({
  getParentRoute: () => inside,
  path: '/account',
  component: lazyRouteComponent(() => import('./account/AccountPage'), 'AccountPage'),
})
const simulator = createRoute({
  getParentRoute: () => inside,
  path: '/simulator',
  component: lazyRouteComponent(() => import('./simulator/SimulatorPage'), 'SimulatorPage'),
})
const statistics = createRoute({
  getParentRoute: () => inside,
  path: '/statistics',
  component: lazyRouteComponent(() => import('./statistics/StatisticsPage'), 'StatisticsPage'),
})
const audit = createRoute({
  getParentRoute: () => inside,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit/AuditPage'), 'AuditPage'),
})

const tree = root.addChildren([
  signIn,
  wall,
  inside.addChildren([
    overview,
    cases,
    newCase,
    oneCase,
    sessions,
    oneSession,
    ...integrationRoutes,
    floor,
    log,
    delivery,
    flows,
    flow,
    desk,
    rules,
    rule,
    caseTypes,
    caseType,
    simulator,
    statistics,
    apiKeys,
    users,
    audit,
    guides,
    oneGuide,
    account,
  ]),
])

export const router = createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true })

onSignedOut((to) => void router.navigate({ to: '/sign-in', search: { to } }))

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router
  }
}
