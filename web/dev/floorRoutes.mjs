import { missing, ok } from './answers.mjs'
import { agents, today, view } from './floor.mjs'

const problem = (detail) => [409, { code: 'no-seat', title: 'The presence was not changed.', detail }]

export const floorRoutes = [
  ['GET', '/desk/supervisor', () => ok(view())],
  ['GET', '/desk/today', () => ok(today())],
  [
    'PUT',
    '/desk/agents/:id/presence',
    ({ parts: [id], body }) => {
      const agent = agents.find(({ user }) => user.id === id)
      if (!agent) return missing
      if (!agent.seat) return problem('All 50 seats are taken. Ask an administrator.')
      Object.assign(agent, {
        presence: body.presence,
        reason: body.reason ?? undefined,
        since: new Date().toISOString(),
        session: undefined,
      })
      return ok({})
    },
  ],
]
