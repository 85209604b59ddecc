import { countBy, found, pressed, sorted } from '@admin/supervisor/agents/agents'
import { alarmsOf } from '@admin/supervisor/limits/alarms'
import { abandonedPercent, agentLevel, levelOf, readLimits, upsideDown, usual, worst } from '@admin/supervisor/limits/limits'
import { secondsSince } from '@admin/supervisor/live/now'
import { beginning, mark, reduce } from '@admin/supervisor/live/state'
import type { AgentRow, QueueRow, SupervisorView } from '@admin/supervisor/live/types'
import { fixesOf } from '@admin/supervisor/mend/fixes'
import { inTurn } from '@admin/supervisor/queues/waiting'
import { channels, slotsOf, used } from '@admin/supervisor/today/today'
import { ApiError } from '@shared/api/problem'
import type { DeliveryRow } from '@shared/api/types'
import { lineAfter, newer, waitBefore } from '@shared/live/hub'
import { expect, it } from 'vitest'

const noon = Date.parse('2026-03-02T12:00:00Z')
const ago = (seconds: number) => new Date(noon - seconds * 1_000).toISOString()
const agent = (name: string, more: Partial<AgentRow> = {}): AgentRow => ({
  user: { id: `usr_${name}`, name, email: `${name}@riverside.example` },
  presence: 'inQueue',
  reason: null,
  since: ago(60),
  session: null,
  handledToday: 0,
  seat: true,
  ...more,
})
const queue = (name: string, more: Partial<QueueRow> = {}): QueueRow => ({
  name,
  waiting: 0,
  longestWaitSince: null,
  agentsInQueue: 2,
  agentsBusy: 1,
  handledToday: 40,
  abandonedToday: 0,
  serviceLevel: 0.95,
  routed: true,
  ...more,
})
const view = (at: string, more: Partial<SupervisorView> = {}): SupervisorView => ({ at, agents: [], queues: [], waiting: [], ...more })

it('a snapshot that is older than the one shown does not take its place', () => {
  const shown = reduce(beginning, { kind: 'view', view: view(ago(0), { agents: [agent('Amira')] }), now: noon })
  const late = reduce(shown, { kind: 'view', view: view(ago(9)), now: noon + 1_000 })
  expect(late.view?.agents).toHaveLength(1)
  expect(newer({ version: 3, at: ago(9) }, { version: 2, at: ago(0) })).toBe(true)
  expect(newer({ version: 2, at: ago(0) }, { version: 3, at: ago(9) })).toBe(false)
})

it('time is counted by the hub’s clock, whatever the device says', () => {
  const deviceRunsAhead = 120_000
  const state = reduce(beginning, { kind: 'view', view: view(ago(0)), now: noon + deviceRunsAhead })
  expect(secondsSince(ago(30), noon + deviceRunsAhead + state.offset)).toBe(30)
  expect(secondsSince(ago(-30), noon)).toBe(0)
})

it('what an error means for the line', () => {
  expect(lineAfter(new ApiError(401, 'signed-out', ''))).toBe('signedOut')
  expect(lineAfter(new ApiError(0, 'unreachable', ''))).toBe('offline')
  expect(lineAfter(new ApiError(502, 'http-502', ''))).toBe('offline')
  expect(lineAfter(new ApiError(403, 'forbidden', ''))).toBeUndefined()
  expect(waitBefore(0, 0.5)).toBe(0)
  expect(waitBefore(99, 1)).toBeLessThanOrEqual(8_000)
})

it('a figure at its limit is past it, and a service level must not fall below its own', () => {
  expect(levelOf(usual, 'wait', 59)).toBe('fine')
  expect(levelOf(usual, 'wait', 60)).toBe('watch')
  expect(levelOf(usual, 'wait', 180)).toBe('act')
  expect(levelOf(usual, 'serviceLevel', 80)).toBe('fine')
  expect(levelOf(usual, 'serviceLevel', 79.9)).toBe('watch')
  expect(levelOf(usual, 'serviceLevel', 59.9)).toBe('act')
  expect(levelOf(usual, 'serviceLevel', null)).toBe('fine')
  expect(worst(['fine', 'act', 'watch'])).toBe('act')
})

it('being in queue for long is no worry, being in wrap-up for long is', () => {
  expect(agentLevel(usual, { presence: 'inQueue' }, 9_999)).toBe('fine')
  expect(agentLevel(usual, { presence: 'wrapUp' }, 130)).toBe('watch')
  expect(agentLevel(usual, { presence: 'notReady' }, 2_700)).toBe('act')
})

it('limits that were kept are read, and what does not fit is left as usual', () => {
  const kept = JSON.stringify({ wait: { watch: 30, act: -1 }, waiting: 'many', other: 1 })
  expect(readLimits(kept)).toEqual({ ...usual, wait: { watch: 30, act: usual.wait.act } })
  expect(readLimits('{')).toEqual(usual)
  expect(readLimits('null')).toEqual(usual)
  expect(upsideDown('wait', { watch: 60, act: 30 })).toBe(true)
  expect(upsideDown('serviceLevel', { watch: 80, act: 90 })).toBe(true)
  expect(upsideDown('serviceLevel', { watch: 80, act: 60 })).toBe(false)
})

it('nobody having ended is not nobody having given up', () => {
  expect(abandonedPercent(queue('Waste', { handledToday: 0, abandonedToday: 0 }))).toBeNull()
  expect(abandonedPercent(queue('Waste', { handledToday: 9, abandonedToday: 1 }))).toBe(10)
})

it('each queue past a limit is named once, the worst first, with the worse causes first', () => {
  const queues = [
    queue('Fine'),
    queue('Slow', { waiting: 1, longestWaitSince: ago(61) }),
    queue('Empty', { waiting: 1, agentsInQueue: 0, agentsBusy: 0, longestWaitSince: ago(5), serviceLevel: 0.7 }),
  ]
  expect(alarmsOf({ queues }, usual, noon)).toEqual([
    { where: 'Empty', level: 'act', causes: ['nobody', 'serviceLevel'] },
    { where: 'Slow', level: 'watch', causes: ['wait'] },
  ])
})

it('a queue of another system is not thought empty: that system knows who is there', () => {
  const lonely = queue('Theirs', { waiting: 1, agentsInQueue: 0, agentsBusy: 0 })
  const settings = {
    queues: [
      { name: 'ours', routed: true },
      { name: 'Theirs', routed: false },
    ],
  }
  const marked = mark(view(ago(0), { queues: [lonely, { ...lonely, name: 'Ours' }] }), settings)
  expect(alarmsOf(marked, usual, noon).map(({ where }) => where)).toEqual(['Ours'])
  expect(alarmsOf(mark(marked, undefined), usual, noon)).toEqual([])
})

it('agents are found whatever the accents, by whom they are with too', () => {
  const session = { id: 'ses_1', channel: 'voice', customer: 'Hélène Marchand', queue: 'Highways', since: ago(9) } as const
  const all = [agent('Zofia Wiśniewska'), agent('Tom', { presence: 'busy', session })]
  expect(found(all, 'wisnie', null).map(({ user }) => user.name)).toEqual(['Zofia Wiśniewska'])
  expect(found(all, ' HELENE ', null).map(({ user }) => user.name)).toEqual(['Tom'])
  expect(found(all, '', 'busy').map(({ user }) => user.name)).toEqual(['Tom'])
  expect(found(all, 'wisnie', 'busy')).toEqual([])
  expect(countBy(all)).toEqual({ inQueue: 1, busy: 1, wrapUp: 0, notReady: 0 })
})

it('agents are sorted as asked, and by name where that says nothing', () => {
  const all = [
    agent('Cem', { presence: 'busy', since: ago(10) }),
    agent('Ada', { presence: 'notReady', since: ago(99) }),
    agent('Bea', { presence: 'busy', since: ago(50), handledToday: 3 }),
  ]
  const names = (by: 'name' | 'presence' | 'since' | 'handled', down = false) =>
    sorted(all, { by, down }, 'en').map(({ user }) => user.name)
  expect(names('name')).toEqual(['Ada', 'Bea', 'Cem'])
  expect(names('name', true)).toEqual(['Cem', 'Bea', 'Ada'])
  expect(names('presence')).toEqual(['Bea', 'Cem', 'Ada'])
  expect(names('presence', true)).toEqual(['Ada', 'Bea', 'Cem'])
  expect(names('since')).toEqual(['Ada', 'Bea', 'Cem'])
  expect(names('handled')).toEqual(['Bea', 'Ada', 'Cem'])
  expect(pressed({ by: 'name', down: false }, 'name')).toEqual({ by: 'name', down: true })
  expect(pressed({ by: 'name', down: true }, 'since')).toEqual({ by: 'since', down: false })
})

it('who waits stands in the order in which they are offered', () => {
  const row = (sessionId: string, priority: number, seconds: number) => ({
    sessionId,
    priority,
    since: ago(seconds),
    channel: 'voice' as const,
  })
  expect(inTurn([row('a', 0, 99), row('b', 5, 1), row('c', 5, 20)]).map(({ sessionId }) => sessionId)).toEqual(['c', 'b', 'a'])
})

it('the press that helps depends on what went wrong', () => {
  const row = (kind: string, more: object = {}) =>
    ({ kind: 'create', state: 'failed', template: 'tpl_1', fault: { kind, detail: '' }, ...more }) as unknown as DeliveryRow
  const identified = { candidates: [{}, {}] }
  expect(fixesOf(row('validation'), true)).toEqual(['today', 'template'])
  expect(fixesOf(row('validation'), false)).toEqual(['today'])
  expect(fixesOf(row('timedOut', { state: 'dead' }), true)).toEqual(['retry'])
  expect(fixesOf(row('credentials', { state: 'parked' }), true)).toEqual(['settings', 'retry'])
  expect(fixesOf(row('ambiguous', { state: 'parked', fault: { kind: 'ambiguous', detail: '', identified } }), false)).toEqual(['choose'])
  expect(fixesOf(row('ambiguous', { state: 'parked' }), false)).toEqual(['link', 'retry'])
  expect(fixesOf(row('', { fault: null }), false)).toEqual(['retry'])
})

it('the day is shown half hour by half hour until now, the quiet ones too', () => {
  const volumes = { offered: 3, answered: 2, abandoned: 1, missed: 0, open: 0, other: 0 }
  const slots = slotsOf({
    at: '2026-03-02T10:40:00Z',
    halfHours: [
      { at: '2026-03-02T09:00:00+00:00', channel: 'voice', volumes, serviceLevel: 0.5 },
      { at: '2026-03-02T09:00:00+00:00', channel: 'chat', volumes, serviceLevel: 0.5 },
      { at: '2026-03-02T10:00:00+00:00', channel: 'voice', volumes, serviceLevel: 0.5 },
    ],
  })
  expect(slots.map(({ at, offered }) => [at.slice(11, 16), offered])).toEqual([
    ['09:00', 6],
    ['09:30', 0],
    ['10:00', 3],
    ['10:30', 0],
  ])
  expect(slots[0]?.byOutcome).toMatchObject({ answered: 4, abandoned: 2 })
  expect(used(channels, slots, (slot) => slot.byChannel)).toEqual(['voice', 'chat'])
  expect(slotsOf({ at: ago(0), halfHours: [] })).toEqual([])
})
