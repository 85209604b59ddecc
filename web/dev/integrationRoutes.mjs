import { add, find, items, log, missing, ok, pause, problems, refuseTest, remove, save } from './answers.mjs'
import * as data from './data.mjs'

export const integrationRoutes = [
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
          }),
  ],
  ['GET', '/connections/:id/templates/:tid', ({ parts: [, id] }) => (find(data.templates, id) ? ok(find(data.templates, id)) : missing)],
  [
    'GET',
    '/connections/:id/templates/:tid/versions',
    ({ parts: [, id] }) => {
      const template = find(data.templates, id)
      const before = { ...template, name: `${template.name} (draft)`, rows: template.rows.slice(1), version: template.version - 1 }
      return items([
        { version: template.version, changedAt: data.ago(90), changedBy: 'Maria Nowak', template },
        { version: before.version, changedAt: data.ago(9000), changedBy: 'Tom Hughes', template: before },
      ])
    },
  ],
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
