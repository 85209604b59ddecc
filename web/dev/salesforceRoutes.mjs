import { find, items, missing, ok, save } from './answers.mjs'
import * as data from './data.mjs'
import { conversations, dynamicData, grant, identification, matched, queryFields, recordTypes } from './salesforce.mjs'
import { conversation, found, identified, sessions, together, whole } from './sessions.mjs'

const changed = ({ parts: [id], body }) => {
  const saved = save(sessions, id, body)
  return saved === missing ? missing : ok(whole(find(sessions, id)))
}
const keep = (document, part) => (body) => ok(Object.assign(document, { [part]: body, version: document.version + 1 }))
const keepConversations = keep(conversations, 'policy')
const keepDynamicData = keep(dynamicData, 'policy')
const keepIdentification = keep(identification, 'rules')
const delivery = () => ({
  ...conversation,
  event: null,
  steps: [
    { kind: 'identify', done: false, inDoubt: false, result: null, record: null },
    { kind: 'write', done: false, inDoubt: false, result: null, record: null },
  ],
  attempts: [],
  replays: [],
  draft: {
    recordType: 'Task',
    reference: 'task',
    key: 'ses_2',
    triggeredAt: conversation.at,
    fields: [],
    together,
    person: { facts: {}, create: null, links: {} },
  },
})

/** Before the routes of every connection: what a Salesforce connection answers. */
export const salesforceRoutes = [
  ['GET', '/connections/con_3/describe', () => ok({ recordTypes })],
  ['GET', '/connections/:id/authorization', () => ok(grant)],
  [
    'POST',
    '/connections/:id/authorization',
    () => ok({ url: 'https://test.salesforce.com/services/oauth2/authorize', redirectUrl: grant.redirectUrl }),
  ],
  [
    'DELETE',
    '/connections/:id/authorization',
    () => {
      Object.assign(grant, { state: 'notConnected', account: null, instance: null, connectedAt: null })
      return ok({ revoked: true, message: 'The access is withdrawn.' })
    },
  ],
  ['GET', '/connections/:id/conversations', () => ok(conversations)],
  ['PUT', '/connections/:id/conversations', ({ body }) => keepConversations(body)],
  ['GET', '/connections/:id/dynamic-data', () => ok(dynamicData)],
  ['PUT', '/connections/:id/dynamic-data', ({ body }) => keepDynamicData(body)],
  [
    'GET',
    '/connections/:id/records/:type/:record/shown',
    () => items([{ field: 'Subject', label: 'Subject', value: 'Missed collection' }]),
  ],
  ['GET', '/connections/:id/identification', () => ok(identification)],
  ['PUT', '/connections/:id/identification', ({ body }) => keepIdentification(body)],
  ['GET', '/connections/:id/users', () => items(matched)],
  ['GET', '/connections/:id/record-types/:type/query-fields', ({ query }) => items(queryFields(query.get('path')))],
  [
    'POST',
    '/connections/:id/queries/validate',
    ({ body: { query } }) => {
      const at = query.condition.text?.indexOf('Emial') ?? -1
      if (at < 0)
        return ok({
          ok: true,
          message: '',
          count: 1,
          sent: 'SELECT Name FROM Contact WHERE …',
          records: [found('003', 'Contact', 'Ewa Lis')],
          fault: null,
        })
      const message = `Contact has no field “Emial”. (At character ${at + 1} of the condition.)`
      return ok({
        ok: false,
        message,
        count: 0,
        sent: null,
        records: [],
        fault: { kind: 'validation', detail: message, field: `condition[${at}]`, verdict: 'fail' },
      })
    },
  ],
  [
    'POST',
    '/lookups',
    () => ok({ ...identified, record: identified.chosen, url: 'https://riverside.my.salesforce.com/003', from: 'live', elapsedMs: 213 }),
  ],
  [
    'GET',
    '/sessions',
    ({ query }) => {
      const rows = sessions.filter((row) => !query.get('channel') || row.channel === query.get('channel'))
      return ok({ items: rows, next: null, total: rows.length })
    },
  ],
  [
    'GET',
    '/sessions/facts',
    () => {
      const fact = (path, label) => ({ path, label, group: path.split('.')[0], type: 'text' })
      return items([
        fact('session.channel', 'Channel'),
        fact('session.queue', 'Queue'),
        fact('customer.name', 'Name'),
        fact('customer.email', 'E-mail'),
        fact('customer.phone', 'Phone'),
        fact('agent.name', 'Agent'),
      ])
    },
  ],
  ['GET', '/sessions/:id', ({ parts: [id] }) => (find(sessions, id) ? ok(whole(find(sessions, id))) : missing)],
  ['PATCH', '/sessions/:id', changed],
  [
    'POST',
    '/sessions/:id/notes',
    ({ parts: [id], body }) => {
      const { notes } = whole(find(sessions, id))
      return changed({
        parts: [id],
        body: { notes: [...notes, { key: `n${notes.length + 1}`, at: new Date().toISOString(), who: data.me.user.name, text: body.text }] },
      })
    },
  ],
  ['GET', '/deliveries/dlv_s1', () => ok(delivery())],
  [
    'POST',
    '/deliveries/dlv_s1/link',
    ({ body }) => {
      Object.assign(conversation, { state: 'delivered', fault: null, record: body.record, summary: 'Written' })
      return ok(delivery())
    },
  ],
]
