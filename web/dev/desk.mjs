// The agent's desk of the mock: what lies on it, and what the agent does with it.
import { card, scenes } from './deskScenes.mjs'
import { cut, push } from './live.mjs'
import { me } from './people.mjs'
import { conversation, sessions, whole } from './sessions.mjs'

let version = 1
let desk = {}
let offering
let wrapping
let lateBy = 0

export const view = () => ({
  version,
  at: new Date().toISOString(),
  user: { id: me.user.id, name: me.user.name, email: me.user.email },
  reason: null,
  wrapUntil: null,
  seat: true,
  seatWhy: null,
  queues: ['Highways', 'Web chat', 'E-mail'],
  offer: null,
  sessions: [],
  missed: 0,
  settings: { reasons: ['Break', 'Lunch', 'Training', 'Back office'], autoOpenRecords: true },
  ...desk,
})

const now = () => new Date().toISOString()
function change(part) {
  desk = { ...desk, ...part }
  version++
  push(view)
  return [200, view()]
}
const set = (id, part) =>
  change({ sessions: (desk.sessions ?? []).map((one) => (one.id === id ? { ...one, version: one.version + 1, ...part } : one)) })
const refuse = (code, title, status = 409) => [status, { code, title, detail: title }]

function lay(scene) {
  clearTimeout(offering)
  clearTimeout(wrapping)
  desk = scenes[scene]()
  if (desk.offer) {
    offering = setTimeout(
      () => change({ presence: 'notReady', reason: 'missed', missed: 1, since: now(), offer: null }),
      Date.parse(desk.offer.expiresAt) - Date.now(),
    )
  }
  if (desk.wrapUntil)
    wrapping = setTimeout(
      () => change({ presence: 'inQueue', since: now(), wrapUntil: null, sessions: [] }),
      Date.parse(desk.wrapUntil) - Date.now(),
    )
  return change({})
}
lay(process.env.SCENE ?? 'queue')

function presence(body) {
  if (body.presence === 'inQueue' && desk.seat === false) return refuse('no-seat', desk.seatWhy)
  if (!['inQueue', 'notReady'].includes(body.presence)) return refuse('invalid-presence', 'Not a presence that one chooses.', 422)
  clearTimeout(wrapping)
  const ended = desk.presence === 'wrapUp' ? { sessions: [] } : {}
  // The mock's customers are patient: somebody calls a little after one goes in queue.
  if (body.presence === 'inQueue') offering = setTimeout(() => desk.presence === 'inQueue' && lay('offer'), 12_000)
  return change({ presence: body.presence, reason: body.reason ?? null, since: now(), wrapUntil: null, missed: 0, ...ended })
}

function over(id) {
  const sessions = (desk.sessions ?? []).map((one) => (one.id === id ? { ...one, state: 'wrapUp', endedAt: now(), onHold: false } : one))
  if (sessions.some(({ endedAt }) => !endedAt)) return change({ sessions })
  wrapping = setTimeout(() => change({ presence: 'inQueue', since: now(), wrapUntil: null, sessions: [] }), 30_000)
  return change({ presence: 'wrapUp', since: now(), wrapUntil: new Date(Date.now() + 30_000).toISOString(), sessions })
}

const does = {
  accept(id) {
    if (desk.offer?.id !== id) return refuse('offer-gone', 'The offer is over: it went to somebody else.')
    clearTimeout(offering)
    const { expiresAt: _, ...taken } = desk.offer
    return change({
      offer: null,
      presence: 'busy',
      reason: null,
      since: now(),
      sessions: [
        { ...card(id, taken.channel), ...taken, state: 'talking', status: 'inProgress', answeredAt: now() },
        ...(desk.sessions ?? []),
      ],
    })
  },
  decline() {
    clearTimeout(offering)
    return change({ offer: null })
  },
  hold: (id) => set(id, { onHold: true, state: 'onHold' }),
  resume: (id) => set(id, { onHold: false, state: 'talking' }),
  hangUp: over,
  complete(id) {
    const sessions = (desk.sessions ?? []).filter((one) => one.id !== id)
    return change(sessions.length > 0 ? { sessions } : { sessions, presence: 'inQueue', since: now(), wrapUntil: null })
  },
  transfer: (id, body) =>
    body.toQueue === 'Nowhere'
      ? refuse('no-such-queue', 'There is no queue “Nowhere”.', 422)
      : body.consult
        ? set(id, { onHold: true, state: 'consulting' })
        : over(id),
  disposition: (id, body) => set(id, body),
}

const forms = [
  ['Lead', 'Lead', true],
  ['Contact', 'Contact', true],
  ['Case', 'Case', false],
  ['Task', 'Task', false],
].map(([recordType, label, person]) => ({
  connectionId: 'con_3',
  connectionName: 'Salesforce',
  recordType,
  label,
  person,
  fields: person
    ? [
        { name: 'FirstName', label: 'First name', type: 'text', required: false, length: 40, choices: null, value: 'Ewa' },
        { name: 'LastName', label: 'Last name', type: 'text', required: true, length: 80, choices: null, value: 'Lis' },
        { name: 'Email', label: 'E-mail', type: 'email', required: false, length: 80, choices: null, value: 'ewa.lis@example.org' },
        { name: 'Phone', label: 'Phone', type: 'phone', required: false, length: 40, choices: null, value: '+442079460958' },
        ...(recordType === 'Lead'
          ? [{ name: 'Company', label: 'Company', type: 'text', required: true, length: 255, choices: null, value: null }]
          : []),
      ]
    : [
        { name: 'Subject', label: 'Subject', type: 'text', required: true, length: 255, choices: null, value: 'Voice: Ewa Lis' },
        {
          name: 'Priority',
          label: 'Priority',
          type: 'choice',
          required: false,
          length: null,
          choices: [
            { value: 'High', label: 'High' },
            { value: 'Medium', label: 'Medium' },
          ],
          value: 'Medium',
        },
        { name: 'DueDate', label: 'Due', type: 'date', required: false, length: null, choices: null, value: null },
        { name: 'Description', label: 'Description', type: 'longText', required: false, length: 32_000, choices: null, value: null },
      ],
}))
const searched = [
  {
    recordType: 'Case',
    record: '500RM00000cAsE1',
    name: '00001042 · Pothole outside number 14',
    url: 'https://riverside.my.salesforce.com/500RM00000cAsE1',
    summary: 'Working · Highways · opened yesterday',
  },
  {
    recordType: 'Case',
    record: '500RM00000cAsE2',
    name: '00001077 · Street light RV-2207',
    url: 'https://riverside.my.salesforce.com/500RM00000cAsE2',
    summary: 'New · Lighting',
  },
  {
    recordType: 'Contact',
    record: '003RM000001aBcD',
    name: 'Ewa Lis',
    url: 'https://riverside.my.salesforce.com/003RM000001aBcD',
    summary: 'Riverside Allotments',
  },
]
const mine = (id) => (desk.sessions ?? []).find((one) => one.id === id)

const written = (id) => ({
  ...whole(sessions[0]),
  ...mine(id),
  deliveries: [
    {
      ...conversation,
      id: 'dlv_s1',
      state: 'delivered',
      fault: null,
      record: '00QRM000007xYzQ',
      recordUrl: 'https://riverside.my.salesforce.com/00QRM000007xYzQ',
    },
  ],
})

/** Before the routes of sessions: those of the desk. */
export const deskRoutes = [
  [
    'POST',
    '/dev/desk',
    ({ body }) => {
      if (body.scene) return lay(body.scene)
      if (body.cut) cut()
      lateBy = body.lateBy ?? lateBy
      return [204]
    },
  ],
  [
    'POST',
    '/dev/say',
    ({ body }) =>
      set(body.session, {
        transcript: [...mine(body.session).transcript, { key: `t${version}`, at: now(), speaker: 'customer', who: null, ...body }],
      }),
  ],
  ['GET', '/desk', () => [200, view()]],
  ['PUT', '/desk/presence', ({ body }) => late(() => presence(body))],
  [
    'POST',
    '/desk/sessions/:id/:deed',
    ({ parts: [id, deed], body }) => late(() => does[deed]?.(id, body) ?? refuse('not-found', 'Not found', 404)),
  ],
  [
    'GET',
    '/desk/agents',
    () => [200, { items: [{ user: { id: 'usr_2', name: 'Tom Hughes', email: 'tom@riverside.example' }, presence: 'inQueue' }] }],
  ],
  [
    'GET',
    '/desk/queues',
    () => [200, { at: now(), waiting: [], queues: [{ name: 'Highways' }, { name: 'Lighting' }, { name: 'Council tax' }] }],
  ],
  ['GET', '/sessions/(ses_[couh]\\w+)', ({ parts: [id] }) => [200, written(id)]],
  ['GET', '/sessions/:id/record-forms', () => [200, { items: forms }]],
  [
    'POST',
    '/sessions/:id/records',
    ({ body }) =>
      body.values.Email === 'no@example.org'
        ? [
            422,
            {
              code: 'invalid-record',
              title: 'It was refused.',
              problems: [{ at: '/values/Email', code: 'invalid', message: 'Salesforce would refuse this address.' }],
            },
          ]
        : [202, { deliveryId: 'dlv_s1' }],
  ],
  ['POST', '/sessions/:id/related', ({ parts: [id], body }) => set(id, { relatedTo: { connection: body.connectionId, ...body } })],
  ['DELETE', '/sessions/:id/related', ({ parts: [id] }) => set(id, { relatedTo: null })],
  [
    'POST',
    '/sessions/:id/person',
    ({ parts: [id], body }) => {
      const one = mine(id).candidates.find(({ record }) => record === body.record)
      return set(id, { candidates: [], records: [{ ...one, open: true }, ...mine(id).records] })
    },
  ],
  [
    'POST',
    '/connections/:id/records/search',
    ({ body }) => [200, { items: searched.filter((one) => JSON.stringify(one).toLowerCase().includes(body.text.toLowerCase())) }],
  ],
  [
    'POST',
    '/sessions/(ses_[cou]\\w+)/notes',
    ({ parts: [id], body }) => {
      const key = `${me.user.id}:${body.key}`
      const one = mine(id)
      const notes = [...one.notes.filter((note) => note.key !== key), { key, at: now(), who: me.user.name, text: body.text }]
      set(id, { notes })
      return [200, { ...one, notes }]
    },
  ],
]

/** So slow as one likes it, for looking at what shows before the hub has answered. */
const late = (answer) => new Promise((done) => setTimeout(() => done(answer()), lateBy))
