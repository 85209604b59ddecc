import { find, items, made, missing, nextNumber, ok, pause, remove } from './answers.mjs'
import * as data from './data.mjs'
import { desk } from './deskSettings.mjs'
import { flowNodes } from './flowNodes.mjs'
import { checkFlow, flows, runFlow, versions } from './flows.mjs'

const whole = (one) => ({ ...one, problems: checkFlow(one.flow) })
const conflict = [412, { code: 'version-conflict', title: 'Somebody else saved a change meanwhile.' }]
const published = (one, version, note) => {
  const list = versions[one.id] ?? []
  const entry = note === undefined ? find(list, version, 'version') : { version, note, flow: structuredClone(one.flow) }
  for (const other of list) other.current = false
  Object.assign(entry, { at: new Date().toISOString(), by: data.me.user.name, current: true })
  versions[one.id] = list.includes(entry) ? list : [entry, ...list]
  Object.assign(one, {
    version: one.version + 1,
    published: { version, at: entry.at, by: entry.by },
    changedSincePublished: JSON.stringify(entry.flow) !== JSON.stringify(one.flow),
  })
  return ok(whole(one))
}

export const flowRoutes = [
  ['GET', '/flow-nodes', () => ok({ items: flowNodes })],
  ['GET', '/flows', () => items(flows.map(whole))],
  ['POST', '/flows/check', ({ body }) => ok({ problems: checkFlow(body) })],
  [
    'POST',
    '/flows',
    ({ body }) => {
      const one = { id: `flw_${nextNumber()}`, flow: body, version: 1, published: null, changedSincePublished: false }
      flows.push(one)
      return made(whole(one))
    },
  ],
  ['GET', '/flows/:id', ({ parts: [id] }) => (find(flows, id) ? ok(whole(find(flows, id))) : missing)],
  [
    'PUT',
    '/flows/:id',
    async ({ parts: [id], body, ifMatch }) => {
      await pause(250)
      const one = find(flows, id)
      if (!one) return missing
      // Somebody else is always faster with a flow of this name.
      if (body.name === 'Conflict' && !one.raced) {
        Object.assign(one, { raced: true, version: one.version + 1, flow: { ...one.flow, summary: 'Written by somebody else.' } })
        data.audit.unshift({ id: 'aud_f', at: new Date().toISOString(), who: 'Tom Hughes', action: 'flow.changed', subject: id })
        return conflict
      }
      if (ifMatch !== one.version) return conflict
      Object.assign(one, { flow: body, version: one.version + 1, changedSincePublished: Boolean(one.published) })
      return ok(whole(one))
    },
  ],
  ['DELETE', '/flows/:id', ({ parts: [id] }) => remove(flows, id)],
  [
    'POST',
    '/flows/:id/publish',
    ({ parts: [id], body, ifMatch }) =>
      ifMatch === find(flows, id).version ? published(find(flows, id), (versions[id]?.[0]?.version ?? 0) + 1, body.note ?? '') : conflict,
  ],
  [
    'POST',
    '/flows/:id/rollback',
    ({ parts: [id], body, ifMatch }) => (ifMatch === find(flows, id).version ? published(find(flows, id), body.version) : conflict),
  ],
  ['GET', '/flows/:id/versions', ({ parts: [id] }) => items((versions[id] ?? []).map(({ flow: _flow, ...rest }) => rest))],
  [
    'GET',
    '/flows/:id/versions/:version',
    ({ parts: [id, version] }) =>
      find(versions[id] ?? [], Number(version), 'version') ? ok(find(versions[id], Number(version), 'version').flow) : missing,
  ],
  [
    'POST',
    '/flows/:id/try',
    async ({ parts: [id], body }) => {
      await pause(400)
      return ok(runFlow(find(flows, id).flow, body.facts, body.codes ?? {}))
    },
  ],
  ['GET', '/desk/settings', () => ok(desk)],
  [
    'PUT',
    '/desk/settings',
    async ({ body, ifMatch }) => {
      await pause(250)
      if (ifMatch !== desk.version) return conflict
      Object.assign(desk, { settings: body, version: desk.version + 1 })
      return ok(desk)
    },
  ],
]
