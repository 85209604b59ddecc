import { draftOf, lackOf, newMapping, placesOf, policyOf, withMapping, withTrigger } from '@admin/conversations/policy'
import { begun, sourceOf, sourcesFor, tooShort } from '@admin/conversations/sources'
import * as shown from '@admin/dynamicdata/draft'
import { environmentOf } from '@admin/integrations/Authorization'
import { placeholdersOf, wrongPart } from '@admin/query/placeholders'
import { clock, readSessionSearch } from '@admin/sessions/filter'
import type { ConversationPolicy } from '@shared/api/types'
import { expect, it } from 'vitest'

const ended = { channel: 'voice', moment: 'ended', action: 'case' } as const

it('what does nothing is not listed among the triggers, and what changes stays in its place', () => {
  const other = { channel: 'chat', moment: 'started', action: 'case' } as const
  expect(withTrigger([ended, other], { ...ended, action: null })).toEqual([other])
  expect(withTrigger([ended, other], { ...ended, action: 'task' })).toEqual([{ ...ended, action: 'task' }, other])
  expect(withTrigger([other], ended)).toEqual([other, ended])
})

it('a policy that is opened and saved untouched is what it was', () => {
  const policy: ConversationPolicy = {
    automatic: true,
    triggers: [ended],
    mappings: [
      {
        recordType: 'Task',
        rows: [{ source: { text: '{{ customer.name }}' }, target: { field: 'Subject' }, ignoreEmpty: true }],
        shown: ['Subject', 'Owner.Name'],
      },
    ],
    push: { recordings: false, notes: true, transcripts: true, attachments: true },
    filing: { campaignsByName: { Winter: '701' }, otherPhones: false },
  }
  expect(policyOf(draftOf(policy))).toEqual(policy)
})

const start: ConversationPolicy = {
  automatic: true,
  triggers: [],
  mappings: [{ recordType: 'Case', rows: [], shown: [] }],
  push: {},
  filing: {},
}

const named = (name: string, recordType: string, inUse = true) => ({
  recordType,
  rows: [],
  shown: [],
  name,
  channels: 'voice' as const,
  inUse,
})

it('record types of one name are one mapping, and each keeps its place in the hub’s list', () => {
  const policy: ConversationPolicy = {
    automatic: true,
    triggers: [],
    mappings: [named('Calls', 'Contact'), named('Calls', 'Case'), named('Ready', 'Case', false)],
    push: {},
    filing: {},
  }
  const { mappings } = draftOf(policy)
  expect(mappings.map(({ name, records }) => [name, records.map(({ recordType }) => recordType)])).toEqual([
    ['Calls', ['Contact', 'Case']],
    ['Ready', ['Case']],
  ])
  expect(placesOf(mappings)).toEqual([[0, 1], [2]])
  expect(policyOf(draftOf(policy))).toEqual(policy)
})

it('a mapping that comes into use takes the place of those for the same records and channels, and of no others', () => {
  const { mappings } = draftOf({
    automatic: true,
    triggers: [],
    mappings: [
      named('Calls', 'Case'),
      named('Other', 'Task'),
      { ...named('Written', 'Case'), channels: 'digital' },
      named('Ready', 'Case', false),
    ],
    push: {},
    filing: {},
  })
  const used = (list: typeof mappings) => list.filter(({ inUse }) => inUse).map(({ name }) => name)
  expect(used(withMapping(mappings, { ...mappings[3], inUse: true }))).toEqual(['Other', 'Written', 'Ready'])
  expect(used(withMapping(mappings, { ...mappings[3], name: 'Still ready' }))).toEqual(['Calls', 'Other', 'Written'])
  expect(newMapping().inUse).toBe(true)
  expect([newMapping(), { ...newMapping(), name: 'Calls' }, mappings[0], draftOf(start).mappings[0]].map(lackOf)).toEqual([
    'name',
    'entity',
    undefined,
    undefined,
  ])
})

it('a row offers what its mapping’s channels can ever say', () => {
  const field = { name: 'tags', label: 'Tags', fact: 'session.tags', type: 'text', says: '' }
  const catalogue = { digital: [field], voice: [field] }
  expect(sourcesFor('digital', catalogue)).toEqual(['digital', 'fact', 'text'])
  expect(sourcesFor('voice', catalogue)).toEqual(['voice', 'variables', 'fact', 'text'])
  expect(sourcesFor('both', { digital: [], voice: [] })).toEqual(['variables', 'fact', 'text'])
  for (const source of sourcesFor('both', catalogue)) expect(sourceOf({ source: begun(source), target: { field: '' } })).toBe(source)
})

it('a transcript in a short field is told of before it is cut', () => {
  const row = (fact: string) => ({ source: { fact }, target: { field: 'Subject' } })
  const fields = (maxLength: number | null) => [
    { name: 'Subject', label: '', group: '', type: 'text', maxLength, creatable: true, updatable: true, readable: true },
  ]
  expect(tooShort(row('digital.transcriptionText'), fields(255))).toBe(255)
  expect(tooShort(row('session.transcript'), fields(32_000))).toBeUndefined()
  expect(tooShort(row('session.transcriptUrl'), fields(255))).toBeUndefined()
  expect(tooShort(row('session.transcript'), fields(null))).toBeUndefined()
})

it('dynamic data that is opened and saved untouched is what it was, and one mapping of a record type is in use', () => {
  const policy = {
    mappings: [
      { name: 'A', description: 'For all', inUse: true, records: [{ recordType: 'Contact', fields: ['Name'] }] },
      { name: 'B', inUse: false, records: [{ recordType: 'Contact', fields: ['Phone'] }] },
    ],
    limits: { mostText: 5, mostOther: 3, most: 5 },
  }
  expect(shown.policyOf(shown.draftOf(policy))).toEqual(policy)
  const { mappings } = shown.draftOf(policy)
  expect(shown.withMapping(mappings, { ...mappings[1], inUse: true }).map(({ inUse }) => inUse)).toEqual([false, true])
})

it('an environment is told by its host', () => {
  expect(environmentOf('https://test.salesforce.com')).toBe('test')
  expect(environmentOf('https://riverside--uat.sandbox.my.salesforce.com')).toBe('test')
  expect(environmentOf('https://login.salesforce.com')).toBe('production')
  expect(environmentOf('https://riverside.my.salesforce.com')).toBe('production')
  expect(environmentOf('')).toBeUndefined()
})

it('value boxes are made from the placeholders, each once, without what says how they are written', () => {
  expect(placeholdersOf('Email = {{ customer.email }} OR Name = {{customer.name | upper}} OR X = {{ customer.email }}')).toEqual([
    'customer.email',
    'customer.name',
  ])
  expect(placeholdersOf('Name = 1')).toEqual([])
})

it('the wrong part of a condition is found by its place, or by what the message quotes', () => {
  expect(wrongPart('Emial = 1', 'condition[0]', 'No such field.')).toEqual(['', 'Emial', ' = 1'])
  expect(wrongPart('A = 1 ANDD B', 'condition[6]', '')).toEqual(['A = 1 ', 'ANDD', ' B'])
  expect(wrongPart('A = Blue', null, '“Blue” is no number.')).toEqual(['A = ', 'Blue', ''])
  expect(wrongPart('A = 1', null, 'The other system is away.')).toBeUndefined()
})

it('the filter of the sessions is in its address, and nothing strange gets through', () => {
  expect(readSessionSearch({ channel: 'fax', queue: 'Highways', delivery: 'all', from: '2026-03-01' })).toEqual({
    queue: 'Highways',
    from: '2026-03-01',
  })
})

it('lengths of time are written as on a clock', () => {
  expect([42, 725, 3723].map(clock)).toEqual(['0:42', '12:05', '1:02:03'])
})
