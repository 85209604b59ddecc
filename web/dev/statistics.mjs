// A day of two queues and three agents, and the files that a planning system was given of it.
import { find, items, missing, ok } from './answers.mjs'
import { connections, connectors } from './connections.mjs'

const day = () => Math.floor(Date.now() / 86_400_000) * 86_400_000
const queues = ['Housing repairs', 'Council tax', 'Roads and street lights']
const agents = [
  ['amelia.hart@riverside.example', 'Amelia Hart'],
  ['jonas.weber@riverside.example', 'Jonas Weber'],
  ['zofia.nowak@riverside.example', 'Zofia Nowak'],
]
const iso = (at) => new Date(at).toISOString()
const wave = (slot, which) => Math.max(0, Math.round((16 - which * 4) * Math.sin(((slot - 14) / 22) * Math.PI)))

function queueRow(from, minutes, slot, which) {
  const entered = wave(slot, which)
  const abandoned = Math.floor(entered / 8)
  const answered = entered - abandoned
  const answeredInTime = Math.round(answered * (0.9 - which * 0.08))
  const [talk, hold, wrapUp, waitAnswered] = [answered * (190 + which * 25), answered * 12, answered * 45, answered * (11 + which * 6)]
  const staffed = entered === 0 ? 0 : (3 - which * 0.5) * minutes * 60
  return {
    from: iso(from),
    to: iso(from + minutes * 60_000),
    queue: queues[which],
    figures: {
      ...{ offered: entered, movedIn: 0, movedOut: 0, entered, answered, answeredInTime, abandoned, abandonedShort: 0 },
      ...{ abandonedLate: abandoned, abandonedInTime: 0, otherEnds: 0, waitAnswered, waitAbandoned: abandoned * 40 },
      ...{ longestAnswered: entered && 38 + which * 15, longestAbandoned: abandoned && 61, handled: answered, talk, hold, wrapUp },
      ...{ contact: talk + hold, handle: talk + hold + wrapUp, transferredOut: Math.floor(answered / 10) },
      ...{ averageWait: answered && waitAnswered / answered, averageHandle: answered && (talk + hold + wrapUp) / answered },
      ...{ serviceLevel: entered && answeredInTime / entered, staffed, idle: staffed / 4, staffedAgents: staffed / minutes / 60 },
    },
  }
}

function agentRow(from, minutes, slot, which) {
  const answered = wave(slot, which) / 2
  const talk = Math.min(answered * 200, minutes * 40)
  return {
    ...{ from: iso(from), to: iso(from + minutes * 60_000), queue: queues[which], agent: agents[which][0], agentName: agents[which][1] },
    figures: {
      ...{
        rung: answered + (slot % 3 === 0 ? 1 : 0),
        missed: slot % 3 === 0 ? 1 : 0,
        answered,
        handled: answered,
        talk,
        hold: answered * 9,
      },
      ...{
        wrapUp: answered * 40,
        idle: minutes * 9,
        paused: slot % 5 === 0 ? 300 : 0,
        admin: slot % 7 === 0 ? 600 : 0,
        staffed: answered && minutes * 55,
      },
    },
  }
}

function intervals({ query: asked }) {
  const query = Object.fromEntries(asked)
  const minutes = Number(query.minutes ?? 30)
  const from = Date.parse(query.from ?? iso(day()))
  const slots = Array.from({ length: (24 * 60) / minutes }, (_, slot) => slot)
  const row = query.subject === 'agents' ? agentRow : queueRow
  const all = slots.flatMap((slot) => [0, 1, 2].map((which) => row(from + slot * minutes * 60_000, minutes, (slot * minutes) / 30, which)))
  const wanted = (query.queue ?? query.agent ?? '').toLowerCase()
  const rows = all.filter(({ queue, agent }) => !wanted || queue?.toLowerCase() === wanted || agent === wanted)
  return ok({ zone: query.zone ?? 'Europe/London', minutes, attribution: 'event', serviceLevelSeconds: 20, shortAbandonSeconds: 5, rows })
}

const both = ['queues', 'agents']
const columns = [
  ['startLocal', 'Beginning, local time', both, 'time'],
  ['startUtc', 'Beginning, UTC', both, 'time'],
  ['minutes', 'Length of an interval in minutes', both, 'text'],
  ['queue', 'Queue', both, 'text'],
  ['agent', 'Agent', ['agents'], 'text'],
  ['offered', 'Offered, this queue first', ['queues'], 'count'],
  ['answered', 'Answered', both, 'count'],
  ['abandoned', 'Given up', ['queues'], 'count'],
  ['waitAnswered', 'Wait of those answered', ['queues'], 'seconds'],
  ['contact', 'Talk and hold', both, 'seconds'],
  ['wrapUp', 'Wrap-up', both, 'seconds'],
].map(([name, label, subjects, kind]) => ({ name, label, subjects, kind }))
const layouts = [
  {
    ...{ name: 'Queues', subject: 'queues', fileName: "queue_{utc:yyyyMMdd'T'HHmm}Z_{sequence}.csv", delimiter: ',', header: true },
    columns: [
      { source: 'minutes', heading: 'interval' },
      { source: 'startLocal', heading: 'date_from', format: 'yyyy-MM-dd' },
      { source: 'startLocal', heading: 'time', format: 'HH:mm' },
      { source: 'queue', heading: 'queue_name' },
      { source: 'offered', heading: 'offd_direct_call_cnt' },
      { source: 'answered', heading: 'answ_call_cnt' },
      { source: 'contact', heading: 'talking_call_dur' },
    ],
  },
  {
    ...{ name: 'Agents', subject: 'agents', fileName: "agent_{utc:yyyyMMdd'T'HHmm}Z_{sequence}.csv", delimiter: ',', header: true },
    columns: [
      { source: 'startLocal', heading: 'date_from', format: 'yyyy-MM-dd' },
      { source: 'agent', heading: 'agent_id' },
      { source: 'contact', heading: 'talking_call_dur' },
      { source: 'wrapUp', heading: 'wrap_up_dur' },
    ],
  },
]
let version = 1
let settings = {
  ...{
    intervalMinutes: 30,
    zone: 'Europe/London',
    attribution: 'event',
    serviceLevelSeconds: 20,
    shortAbandonSeconds: 5,
    countTransfers: true,
  },
  ...{ settleMinutes: 5, resendHours: 48, adminReasons: ['Training', 'Meeting'], zeroRows: true, layouts },
}
const presets = ['calabrio', 'iex', 'verint', 'generic'].map((name) => ({ name, label: name.toUpperCase(), note: '', layouts }))

const half = 30 * 60_000
function files() {
  const now = Math.floor(Date.now() / half) * half
  return Array.from({ length: 24 }, (_, back) => {
    const from = now - (1 + Math.floor(back / 2)) * half
    const layout = layouts[back % 2]
    const stamp = iso(from).slice(0, 16).replaceAll(/[-:]/g, '')
    return {
      ...{
        id: `stf_${back}`,
        layout: layout.name,
        from: iso(from),
        to: iso(from + half),
        number: 480 - back,
        size: 900,
        sha256: '',
        rows: 3,
      },
      ...{
        name: `${layout.name.toLowerCase().slice(0, -1)}_${stamp}Z_${480 - back}.csv`,
        madeAt: iso(from + half + 300_000),
        madeBy: 'Liaison',
      },
      ...{ cause: back === 5 ? 'lateFacts' : back === 9 ? 'asked' : back > 20 ? 'missed' : 'due', delivery: 'dlv_1' },
      state: back === 0 ? 'waiting' : back === 7 ? 'failed' : 'delivered',
    }
  })
}

connectors.push({
  ...{ kind: 'virtual-observer', name: 'CSI Virtual Observer', summary: 'Is given figures, recordings and changes of state.' },
  ...{ capabilities: ['takeEvents', 'takeFiles', 'testConnection'], templateKinds: [], recordTypes: [], settings: [], notices: [] },
})
connections.push({
  ...{
    id: 'con_7',
    kind: 'virtual-observer',
    name: 'Workforce planning',
    enabled: true,
    health: 'ready',
    settings: {},
    secretsSet: [],
    version: 1,
  },
  counts: { waiting: 1, running: 0, parked: 0, failed: 1, delivered: 412 },
})

export const statisticsRoutes = [
  ['GET', '/statistics/intervals', intervals],
  ['GET', '/statistics/catalogue', () => ok({ columns, presets, beginning: settings })],
  ['GET', '/statistics/files', () => items(files())],
  [
    'GET',
    '/statistics/gaps',
    () =>
      items(
        files()
          .filter(({ state }) => state === 'failed')
          .map((file) => ({ ...file, why: 'failed', fault: '552: the disk over there is full.' })),
      ),
  ],
  ['POST', '/statistics/send', () => ok({ files: 4 })],
  [
    'POST',
    '/statistics/preview',
    ({ body }) => {
      const layout = find(body.settings.layouts, body.layout, 'name')
      if (!layout) return missing
      const heads = layout.columns.map(({ heading, source }) => heading ?? source).join(layout.delimiter)
      const row = layout.columns.map(({ source }) => (source === 'queue' ? queues[0] : '0')).join(layout.delimiter)
      return ok({
        fileName: 'queue_20261121T1030Z_1.csv',
        from: iso(Date.now() - half),
        to: iso(Date.now()),
        rows: 3,
        text: `${heads}\n${row}\n${row}\n`,
        cut: false,
      })
    },
  ],
  [
    'GET',
    '/connections/:id/statistics',
    () => ok({ settings, sends: true, disabledQueues: ['Test queue'], doneTo: iso(Date.now()), version }),
  ],
  [
    'PUT',
    '/connections/:id/statistics',
    ({ body }) => {
      settings = body
      version++
      return ok({ settings, sends: true, disabledQueues: ['Test queue'], doneTo: iso(Date.now()), version })
    },
  ],
]
