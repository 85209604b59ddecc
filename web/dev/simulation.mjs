// The simulator of the mock: it counts up while it runs.
import { ok } from './answers.mjs'

const limits = { speed: 240, agents: 60, minutes: 240, contactsPerHour: 2000, factsPerSecond: 50 }
const writesTo = [{ id: 'con_sf', name: 'Salesforce', kindName: 'Salesforce' }]
const usual = { speed: 4, agents: 8, minutes: 10, seed: 1, fromHour: 9, trueTimes: false }
let simulation = { state: 'none', order: usual, told: 0, sessionsOpen: 0 }

function look() {
  if (simulation.state === 'running') {
    const seconds = (Date.now() - Date.parse(simulation.startedAt)) / 1000
    const began = Math.floor(seconds / 3)
    const minutes = 9 * 60 + Math.floor((seconds * simulation.order.speed) / 60)
    const counts = {
      began,
      answered: Math.max(0, began - 3),
      abandoned: 1,
      transferred: Math.floor(began / 12),
      messages: 1,
      open: 5,
      waiting: 2,
    }
    simulation.told = began * 7
    simulation.progress = {
      told: simulation.told,
      refused: 0,
      clock: `${String(Math.floor(minutes / 60) % 24).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`,
      heldBack: false,
      contactsPerHour: 128.4,
      counts: { ...counts, meanWaitSeconds: 24.5, agentsInQueue: 2, agentsBusy: 4, agentsWrappingUp: 1, agentsAway: 1 },
    }
  }
  return ok({ demo: false, source: 'urn:liaison:simulator', writesTo, limits, ...simulation })
}

export const simulationRoutes = [
  ['GET', '/simulation', look],
  [
    'POST',
    '/simulation',
    ({ body }) => {
      if (!body.confirm) return [409, { code: 'not-a-demo', title: 'Conflict' }]
      const startedAt = new Date().toISOString()
      const endsAt = new Date(Date.now() + body.minutes * 60_000).toISOString()
      simulation = {
        state: 'running',
        order: { ...usual, ...body },
        run: 'sim-1',
        startedBy: 'Maria Nowak',
        startedAt,
        endsAt,
        sessionsOpen: 5,
      }
      return look()
    },
  ],
  [
    'DELETE',
    '/simulation',
    () => {
      look()
      simulation = { ...simulation, state: 'ended', endedAt: new Date().toISOString(), endedWhy: 'asked', sessionsOpen: 0 }
      return look()
    },
  ],
]
