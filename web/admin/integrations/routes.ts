import { createRoute, lazyRouteComponent } from '@tanstack/react-router'
import { type LogSearch, readLogSearch } from '../log/filter'
import { inside } from '../shell/routes'

const integrations = createRoute({
  getParentRoute: () => inside,
  path: '/integrations',
  component: lazyRouteComponent(() => import('./IntegrationsPage'), 'IntegrationsPage'),
})
const compare = createRoute({
  getParentRoute: () => inside,
  path: '/integrations/compare',
  component: lazyRouteComponent(() => import('./ComparePage'), 'ComparePage'),
})
const connection = createRoute({
  getParentRoute: () => inside,
  path: '/integrations/$connectionId',
  component: lazyRouteComponent(() => import('./ConnectionPage'), 'ConnectionPage'),
})
const general = createRoute({
  getParentRoute: () => connection,
  path: '/',
  component: lazyRouteComponent(() => import('./GeneralTab'), 'GeneralTab'),
})
const references = createRoute({
  getParentRoute: () => connection,
  path: 'references',
  component: lazyRouteComponent(() => import('./ReferencesTab'), 'ReferencesTab'),
})
const templates = createRoute({
  getParentRoute: () => connection,
  path: 'templates',
  component: lazyRouteComponent(() => import('../templates/TemplatesTab'), 'TemplatesTab'),
})
const updates = createRoute({
  getParentRoute: () => connection,
  path: 'updates',
  component: lazyRouteComponent(() => import('./UpdatesTab'), 'UpdatesTab'),
})
const conversations = createRoute({
  getParentRoute: () => connection,
  path: 'conversations',
  component: lazyRouteComponent(() => import('../conversations/ConversationsTab'), 'ConversationsTab'),
})
const dynamicData = createRoute({
  getParentRoute: () => connection,
  path: 'dynamic-data',
  component: lazyRouteComponent(() => import('../dynamicdata/DynamicDataTab'), 'DynamicDataTab'),
})
const identification = createRoute({
  getParentRoute: () => connection,
  path: 'identification',
  component: lazyRouteComponent(() => import('../identification/IdentificationTab'), 'IdentificationTab'),
})
const matchedUsers = createRoute({
  getParentRoute: () => connection,
  path: 'users',
  component: lazyRouteComponent(() => import('./MatchedUsersTab'), 'MatchedUsersTab'),
})
const query = createRoute({
  getParentRoute: () => connection,
  path: 'query',
  component: lazyRouteComponent(() => import('../query/QueryTab'), 'QueryTab'),
})
const connectionLog = createRoute({
  getParentRoute: () => connection,
  path: 'log',
  validateSearch: (search): LogSearch => readLogSearch(search),
  component: lazyRouteComponent(() => import('./LogTab'), 'LogTab'),
})
const template = createRoute({
  getParentRoute: () => inside,
  path: '/integrations/$connectionId/templates/$templateId',
  component: lazyRouteComponent(() => import('../templates/TemplatePage'), 'TemplatePage'),
})

const tabs = connection.addChildren([
  general,
  conversations,
  dynamicData,
  identification,
  matchedUsers,
  query,
  references,
  templates,
  updates,
  connectionLog,
])
export const integrationRoutes = [integrations, compare, tabs, template] as const
