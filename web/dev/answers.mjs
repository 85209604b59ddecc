// The answers that the mock's routes share.
import * as data from './data.mjs'
import { conversation } from './sessions.mjs'

export const ok = (body) => [200, body]
export const made = (body) => [201, body]
export const none = () => [204]
export const items = (list) => ok({ items: list, next: null })
export const missing = [404, { code: 'not-found', title: 'Not found' }]
export const find = (list, id, key = 'id') => list.find((one) => one[key] === id)
export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms))
export const hits = (one, search) =>
  JSON.stringify(one)
    .toLowerCase()
    .includes((search ?? '').toLowerCase())
const testFault = {
  kind: 'credentials',
  detail: 'Confirm refused the user name or password of “liaison”.',
  verdict: 'parkConnection',
  advice: 'Check both, and that the user may use the CRM Connector.',
}
export const refuseTest = [422, { code: 'connection-test-failed', title: 'The connection could not be made.', fault: testFault }]
export const wrongPassword = [
  422,
  {
    code: 'wrong-password',
    title: 'The password was not changed.',
    problems: [{ at: '/current', code: 'wrong-password', message: 'This is not your password as it is now.' }],
  },
]
let count = 100
export const nextNumber = () => count++

export function save(list, id, body, key = 'id') {
  const one = find(list, id, key)
  if (!one) return missing
  return ok(Object.assign(one, body, { version: one.version + 1 }))
}
export function remove(list, id) {
  list.splice(
    list.findIndex((one) => one.id === id),
    1,
  )
  return none()
}
export function add(list, prefix, body) {
  const one = { version: 1, ...body, id: `${prefix}_${nextNumber()}` }
  list.push(one)
  return made(one)
}
export function problems(template) {
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
export function byState(rows) {
  const counts = {}
  for (const { state } of rows) counts[state] = (counts[state] ?? 0) + 1
  return counts
}
export function log(query) {
  const states = query.get('state')?.split(',')
  const rest = [conversation, ...data.deliveries].filter(
    (row) => (!query.get('kind') || row.kind === query.get('kind')) && hits(row, query.get('search')),
  )
  return ok({ items: rest.filter(({ state }) => !states || states.includes(state)), next: null, counts: byState(rest) })
}
