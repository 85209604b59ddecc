import { add, find, hits, items, made, missing, nextNumber, none, ok, remove, save, wrongPassword } from './answers.mjs'
import * as data from './data.mjs'

export const caseRoutes = [
  ['GET', '/session', ({ cookie }) => (cookie.includes('liaison=1') ? ok(data.me) : [401, { code: 'sign-in-needed', title: 'Sign in' }])],
  [
    'POST',
    '/session',
    ({ body }) =>
      body.password === 'wrong'
        ? [401, { code: 'sign-in-refused', title: 'Refused' }]
        : [200, data.me, { 'set-cookie': 'liaison=1; Path=/; HttpOnly; SameSite=Lax' }],
  ],
  [
    'PATCH',
    '/session',
    ({ body }) => {
      Object.assign(data.me.user, body)
      return ok(data.me)
    },
  ],
  ['POST', '/session/password', ({ body }) => (body.current === 'wrong' ? wrongPassword : [204])],
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
        id: `cas_${nextNumber()}`,
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
      made(data.history.unshift({ id: `his_${nextNumber()}`, at: data.ago(0), who: data.me.user.name, kind: 'note', text: body.text })),
  ],
  [
    'POST',
    '/cases/:id/attachments',
    ({ parts: [id] }) => {
      const one = {
        id: `att_${nextNumber()}`,
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
]
