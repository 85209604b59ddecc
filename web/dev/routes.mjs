// What the mock answers, path by path.
import * as data from './data.mjs'

const ok = (body) => [200, body]
const made = (body) => [201, body]
const none = () => [204]
const items = (list) => ok({ items: list, next: null })
const missing = [404, { code: 'not-found', title: 'Not found' }]
const find = (list, id, key = 'id') => list.find((one) => one[key] === id)
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
const hits = (one, search) =>
  JSON.stringify(one)
    .toLowerCase()
    .includes((search ?? '').toLowerCase())
const testFault = {
  kind: 'credentials',
  detail: 'Confirm refused the user name or password of “liaison”.',
  verdict: 'parkConnection',
  advice: 'Check both, and that the user may use the CRM Connector.',
}
const refuseTest = [422, { code: 'connection-test-failed', title: 'The connection could not be made.', fault: testFault }]
let count = 100

function save(list, id, body, key = 'id') {
  const one = find(list, id, key)
  if (!one) return missing
  return ok(Object.assign(one, body, { version: one.version + 1 }))
}
function remove(list, id) {
  list.splice(
    list.findIndex((one) => one.id === id),
    1,
  )
  return none()
}
function add(list, prefix, body) {
  const one = { version: 1, ...body, id: `${prefix}_${count++}` }
  list.push(one)
  return made(one)
}
function problems(template) {
  const found = []
  template.rows.forEach((row, index) => {
    const target = row.target.field ?? row.target.attribute ?? row.target.caseField
    if (target === '')
      found.push({ at: `/rows/${index}/target`, code: 'target-missing', message: 'Choose which field this row fills.', severity: 'error' })
    if (row.source.fact === '' || row.source.text === '')
      found.push({ at: `/rows/${index}/source`, code: 'source-missing', message: 'Choose where the value comes from.', severity: 'error' })
  })
  return found
}
function byState(rows) {
  const counts = {}
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
function log(query) {
  const states = query.get('state')?.split(',')
  const rest = data.deliveries.filter((row) => (!query.get('kind') || row.kind === query.get('kind')) && hits(row, query.get('search')))
  return ok({ items: rest.filter(({ state }) => !states || states.includes(state)), next: null, counts: byState(rest) })
}

export const routes = [
  ['GET', '/session', ({ cookie }) => (cookie.includes('liaison=1') ? ok(data.me) : [401, { code: 'sign-in-needed', title: 'Sign in' }])],
  [
    'POST',
    '/session',
    ({ body }) =>
      body.password === 'wrong'
        ? [401, { code: 'sign-in-refused', title: 'Refused' }]
        : [200, data.me, { 'set-cookie': 'liaison=1; Path=/; HttpOnly; SameSite=Lax' }],
  ],
  ['DELETE', '/session', () => [204, undefined, { 'set-cookie': 'liaison=; Path=/; Max-Age=0' }]],
  ['GET', '/users', () => items(data.users)],
  ['POST', '/users', ({ body }) => add(data.users, 'usr', body)],
  ['PATCH', '/users/:id', ({ parts: [id], body }) => save(data.users, id, body)],
  ['GET', '/api-keys', () => items(data.keys)],
  [
    'POST',
    '/api-keys',
    ({ body }) => {
      const [, one] = add(data.keys, 'key', { ...body, createdAt: data.ago(0), hint: 'lia_7Qp4…' })
      return made({ ...one, key: 'lia_7Qp4mX2vTz8sKd0aWn5bYc1e' })
    },
  ],
  ['DELETE', '/api-keys/:id', ({ parts: [id] }) => save(data.keys, id, { revokedAt: data.ago(0) })],
  ['GET', '/audit', () => items(data.audit)],
  [
    'GET',
    '/cases',
    ({ query }) => {
      const list = data.cases.filter(
        (one) =>
          hits(one, query.get('search')) &&
          (!query.get('status') || one.status === query.get('status')) &&
          (!query.get('type') || one.type === query.get('type')),
      )
      return ok({
        items: list.map(({ person, address, dates, ...one }) => ({
          ...one,
          person: person?.fullName,
          address: address?.summary,
          createdAt: dates.created,
          updatedAt: dates.updated,
        })),
        next: null,
        total: list.length,
      })
    },
  ],
  [
    'POST',
    '/cases',
    ({ body }) => {
      if (!body.values.where)
        return [
          422,
          {
            code: 'invalid',
            title: 'Some values are not right.',
            problems: [{ at: '/values/where', code: 'required', message: 'Say where it is.' }],
          },
        ]
      const one = {
        ...data.cases[0],
        ...body,
        id: `cas_${count++}`,
        number: 'PH-4128',
        title: body.values.where,
        references: [],
        attachments: [],
        status: 'new',
        statusLabel: 'New',
      }
      data.cases.unshift(one)
      return made(one)
    },
  ],
  ['GET', '/cases/:id', ({ parts: [id] }) => (find(data.cases, id) ? ok(find(data.cases, id)) : missing)],
  [
    'PATCH',
    '/cases/:id',
    ({ parts: [id], body }) => {
      const one = find(data.cases, id)
      const status = data.caseTypes[0].statuses.find(({ name }) => name === body.status)
      return save(data.cases, id, { ...body, values: { ...one.values, ...body.values }, statusLabel: status?.label ?? one.statusLabel })
    },
  ],
  ['GET', '/cases/:id/history', () => items(data.history)],
  [
    'POST',
    '/cases/:id/notes',
    ({ body }) =>
      made(data.history.unshift({ id: `his_${count++}`, at: data.ago(0), who: data.me.user.name, kind: 'note', text: body.text })),
  ],
  [
    'POST',
    '/cases/:id/attachments',
    ({ parts: [id] }) => {
      const one = {
        id: `att_${count++}`,
        name: 'file.pdf',
        contentType: 'application/pdf',
        size: 20480,
        addedAt: data.ago(0),
        addedBy: data.me.user.name,
        url: '#',
      }
      find(data.cases, id).attachments.push(one)
      return made(one)
    },
  ],
  ['GET', '/cases/:id/deliveries', ({ parts: [id] }) => items(data.deliveries.filter(({ subject }) => subject === id))],
  ['GET', '/case-types', () => items(data.caseTypes)],
  [
    'POST',
    '/case-types',
    ({ body }) => {
      data.caseTypes.push({ ...body, version: 1 })
      return made({ ...body, version: 1 })
    },
  ],
  ['GET', '/case-types/:name', ({ parts: [name] }) => ok(find(data.caseTypes, name, 'name'))],
  ['PUT', '/case-types/:name', ({ parts: [name], body }) => save(data.caseTypes, name, body, 'name')],
  ['GET', '/case-types/:name/rules', ({ parts: [name] }) => items(data.rules.filter(({ caseType }) => caseType === name))],
  ['POST', '/case-types/:name/rules', ({ body }) => add(data.rules, 'rul', body)],
  [
    'POST',
    '/case-types/:name/rules/order',
    ({ body }) => {
      data.rules.sort((a, b) => body.ids.indexOf(a.id) - body.ids.indexOf(b.id))
      return none()
    },
  ],
  ['PUT', '/rules/:id', ({ parts: [id], body }) => save(data.rules, id, body)],
  ['DELETE', '/rules/:id', ({ parts: [id] }) => remove(data.rules, id)],
  ['GET', '/facts', () => items(data.facts)],
  ['GET', '/connectors', () => items(data.connectors)],
  ['GET', '/connections', () => items(data.connections)],
  [
    'POST',
    '/connections',
    ({ body }) =>
      add(data.connections, 'con', {
        ...data.connections[0],
        ...body,
        enabled: false,
        health: 'off',
        settings: {},
        secretsSet: [],
        counts: { waiting: 0, running: 0, parked: 0, failed: 0, delivered: 0 },
        parked: null,
      }),
  ],
  ['GET', '/connections/:id', ({ parts: [id] }) => (find(data.connections, id) ? ok(find(data.connections, id)) : missing)],
  ['DELETE', '/connections/:id', ({ parts: [id] }) => remove(data.connections, id)],
  [
    'PUT',
    '/connections/:id',
    async ({ parts: [id], body }) => {
      await pause(900)
      if (body.settings.password === 'wrong') return refuseTest
      return save(data.connections, id, {
        ...body,
        settings: { ...body.settings, password: null },
        health: body.enabled ? 'ready' : 'off',
        parked: null,
        secretsSet: ['password'],
      })
    },
  ],
  [
    'POST',
    '/connections/:id/test',
    async ({ body }) => {
      await pause(900)
      return body.settings?.password === 'wrong'
        ? refuseTest
        : ok({
            ok: true,
            summary: 'Confirm answered.',
            details: ['Signed in as liaison to RIVERSIDE_LIVE', '42 services and 380 subjects read'],
          })
    },
  ],
  ['POST', '/connections/:id/resume', ({ parts: [id] }) => save(data.connections, id, { health: 'ready', parked: null })],
  ['GET', '/connections/:id/describe', () => ok({ recordTypes: data.recordTypes })],
  [
    'GET',
    '/connections/:id/codes',
    ({ query }) =>
      ok({
        items: (data.codes[query.get('list')] ?? []).filter(({ parent }) => !query.get('parent') || parent === query.get('parent')),
        loadedAt: data.ago(5),
        stale: false,
      }),
  ],
  ['GET', '/connections/:id/references', () => items(data.references)],
  ['POST', '/connections/:id/references', ({ body }) => add(data.references, 'ref', { cases: 0, ...body })],
  ['PUT', '/connections/:id/references/:ref', ({ parts: [, id], body }) => save(data.references, id, body)],
  [
    'DELETE',
    '/connections/:id/references/:ref',
    ({ parts: [, id] }) =>
      find(data.references, id).cases
        ? [
            409,
            {
              code: 'in-use',
              title: 'In use',
              detail: 'It is in use.',
              problems: [{ at: '', code: 'in-use', message: '1286 cases and 3 mapping templates use it.' }],
            },
          ]
        : remove(data.references, id),
  ],
  ['GET', '/connections/:id/templates', ({ parts: [id] }) => items(data.templates.filter(({ connectionId }) => connectionId === id))],
  ['POST', '/connections/:id/templates', ({ parts: [connectionId], body }) => add(data.templates, 'tpl', { ...body, connectionId })],
  ['POST', '/connections/:id/templates/validate', ({ body }) => ok({ problems: problems(body) })],
  [
    'POST',
    '/connections/:id/templates/dry-run',
    ({ body: { template } }) =>
      template.kind === 'incoming'
        ? ok({
            draft: { ...data.draft, fields: [] },
            problems: [],
            wouldWriteToCase: [{ target: 'Status', from: 'New', to: 'With highways' }],
          })
        : ok({
            draft: data.draft,
            problems: [{ at: '/rows/1/source', code: 'code-unknown', message: 'PTHL is not a subject of service HM.' }],
            wouldSend: data.sampleRequest,
          }),
  ],
  ['GET', '/connections/:id/templates/:tid', ({ parts: [, id] }) => (find(data.templates, id) ? ok(find(data.templates, id)) : missing)],
  ['PUT', '/connections/:id/templates/:tid', ({ parts: [, id], body }) => save(data.templates, id, body)],
  ['DELETE', '/connections/:id/templates/:tid', ({ parts: [, id] }) => remove(data.templates, id)],
  [
    'GET',
    '/connections/:id/incoming',
    ({ parts: [id] }) =>
      ok({
        url: 'https://liaison.riverside.example/api/service/con_1/integration/confirm/crm-agent?key=<key>',
        path: '/integration/confirm/crm-agent',
        header: 'Content-Type:text/xml',
        keys: data.keys.filter((key) => key.connectionId === id),
        externalSystemNumber: '7',
        lastReceivedAt: data.ago(14),
      }),
  ],
  ['GET', '/deliveries', ({ query }) => log(query)],
  ['POST', '/deliveries/replay', () => ok({ count: 9 })],
  ['GET', '/deliveries/:id', ({ parts: [id] }) => (find(data.deliveries, id) ? ok(data.delivery(find(data.deliveries, id))) : missing)],
  ['POST', '/deliveries/:id/replay', ({ parts: [id] }) => save(data.deliveries, id, { state: 'waiting' })],
  ['POST', '/deliveries/:id/cancel', ({ parts: [id] }) => save(data.deliveries, id, { state: 'cancelled' })],
  [
    'POST',
    '/deliveries/:id/link',
    ({ parts: [id], body }) => save(data.deliveries, id, { state: 'delivered', record: body.record, fault: null }),
  ],
  [
    'GET',
    '/overview',
    () =>
      ok({
        cases: { open: 318, today: 27 },
        deliveries: {
          byState: { waiting: 15, running: 1, parked: 1, delivered: 1324, failed: 2, dead: 1, cancelled: 4 },
          lastHour: Array.from({ length: 60 }, (_, index) => ({
            minute: data.ago(60 - index),
            delivered: Math.round(Math.abs(Math.sin(index / 5)) * 6),
            failed: index % 17 === 3 ? 1 : 0,
          })),
        },
        connections: data.connections,
      }),
  ],
]
