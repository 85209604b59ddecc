import { draftOf, policyOf, withTrigger } from '@admin/conversations/policy'
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
