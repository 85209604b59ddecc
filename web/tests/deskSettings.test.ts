import { put } from '@admin/desk/Listing'
import { isAddress, read, removeQueue, renameQueue, seating, serves, twice } from '@admin/desk/settings'
import type { DeskSettings } from '@admin/desk/types'
import { expect, it } from 'vitest'

const answer = {
  version: 3,
  settings: {
    seats: 1,
    defaultUserEmail: null,
    reasons: [],
    offerSeconds: 20,
    wrapUpSeconds: 30,
    dispositions: [],
    dynamicData: { mostText: 5, mostOther: 3 },
    autoOpenRecords: true,
    queues: [{ name: 'Support' }, { name: 'Sales', agents: ['b@x'] }],
    campaigns: [{ name: 'Renewals', dispositions: [{ name: 'Sold' }] }],
    agents: [{ email: 'a@x', queues: ['Support'] }, { email: 'b@x' }, { email: 'c@x', seat: false }],
  },
}
const settings = read(answer).settings

it('what the hub leaves out is there for a form to hold', () => {
  expect(settings.queues[0]).toEqual({
    name: 'Support',
    routed: false,
    skills: [],
    wrapUpSeconds: null,
    script: '',
    priority: 5,
    agents: [],
  })
  expect(settings.campaigns[0]?.dispositions).toEqual([{ name: 'Sold', sub: [] }])
  expect(settings.dynamicData.most).toBeNull()
  expect(read({ version: 3, settings })).toEqual(read(answer))
})

it('an agent serves a queue that either names, and a queue that nobody names is everybody’s', () => {
  const [support, sales] = settings.queues
  const [a, b, c] = settings.agents
  if (!support || !sales || !a || !b || !c) throw new Error('missing')
  expect([a, b, c].map((who) => serves(settings, support, who))).toEqual([true, false, false])
  expect([a, b, c].map((who) => serves(settings, sales, who))).toEqual([false, true, false])
  const open = { ...support, name: 'Open' }
  expect(serves(settings, open, c)).toBe(true)
})

it('seats are wanted by those who are to have one, and counted against those there are', () => {
  expect(seating(settings)).toEqual({ wanted: 2, over: 1 })
  expect(seating({ ...settings, seats: 5 }).over).toBe(0)
})

it('a queue by another name keeps its agents, and one that goes away takes its name from them', () => {
  expect(renameQueue(settings, 'Support', 'Help').agents[0]?.queues).toEqual(['Help'])
  expect(renameQueue(settings, '', 'Help')).toBe(settings)
  const without: DeskSettings = removeQueue(settings, 'Support')
  expect(without.queues.map(({ name }) => name)).toEqual(['Sales'])
  expect(without.agents[0]?.queues).toEqual([])
})

it('a name is there twice whatever its letters’ case, but not by being itself', () => {
  expect(twice(['Support', 'Sales'], ' support', 1)).toBe(true)
  expect(twice(['Support', 'Sales'], 'support', 0)).toBe(false)
  expect(isAddress('a@x')).toBe(true)
  expect(isAddress('a b@x')).toBe(false)
})

it('a row is put over the one it was, or behind all', () => {
  expect(put(['a', 'b'], 'x', 0)).toEqual(['x', 'b'])
  expect(put(['a', 'b'], 'x', 2)).toEqual(['a', 'b', 'x'])
})
