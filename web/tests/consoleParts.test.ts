import { check, connectionsOf, filled, kindOf, start } from '@console/create/forms'
import { knock, toOpen } from '@console/offer/opening'
import { nextOf } from '@console/recent/next'
import { targetOf } from '@console/session/transfer'
import type { Fault } from '@shared/api/types'
import { expect, it } from 'vitest'
import { card, field, form, record } from './deskParts'

function browser() {
  const opened: { url: string; opener: unknown; closed: boolean }[] = []
  const open = (url: string) => {
    const page = { url, opener: 'the console' as unknown, closed: false }
    opened.push(page)
    return {
      get opener() {
        return page.opener
      },
      set opener(value) {
        page.opener = value
      },
      close: () => {
        page.closed = true
      },
      location: {
        replace: (next: string) => {
          page.url = next
        },
      },
    }
  }
  return { opened, open }
}

it('A107: the record that is to open does so once the contact is accepted, in a window made by the press itself', () => {
  const { opened, open } = browser()
  const door = knock([record({ record: '1' }), record({ record: '2', open: true, url: 'https://crm.example/2' })], open)
  // Empty until the hub has said yes, and without a way back into the console.
  expect(opened).toEqual([{ url: '', opener: null, closed: false }])
  expect(door?.enter().record).toBe('2')
  expect(opened[0].url).toBe('https://crm.example/2')
})

it('A107: nothing stays open when somebody else was quicker', () => {
  const { opened, open } = browser()
  knock([record({ open: true })], open)?.shut()
  expect(opened).toMatchObject([{ url: '', closed: true }])
})

it('A107: where nothing is to open, or the browser allows no window, links stand in', () => {
  const { opened, open } = browser()
  expect(knock([record({ open: false })], open)).toBeUndefined()
  expect(knock([record({ open: true, url: 'javascript:alert(1)' })], open)).toBeUndefined()
  expect(opened).toEqual([])
  expect(knock([record({ open: true })], () => null)).toBeUndefined()
  expect(toOpen([record({ open: true }), record({ open: true, url: null })])).toHaveLength(1)
})

it('A260: a contact is passed on to a queue, a colleague or a number, after a word with them if one likes', () => {
  expect(targetOf('queue', ' Lighting ', false)).toEqual({ toQueue: 'Lighting', consult: false })
  expect(targetOf('agent', 'tom@riverside.example', true)).toEqual({ toAgentEmail: 'tom@riverside.example', consult: true })
  expect(targetOf('number', '+44 20 7946-0958', false)).toEqual({ toNumber: '+44 20 7946-0958', consult: false })
  expect(targetOf('number', 'sip:desk@riverside.example', false)).toEqual({ toNumber: 'sip:desk@riverside.example', consult: false })
  for (const [way, text] of [
    ['queue', '  '],
    ['agent', 'Tom'],
    ['number', 'call Tom'],
    ['number', '12'],
  ] as const)
    expect(targetOf(way, text, false)).toBeUndefined()
})

it('A262: a new record is checked before it is sent: what is needed, what is too long, what is no number and no address', () => {
  const lead = form(
    'Lead',
    field({ required: true, length: 5 }),
    field({ name: 'Email', type: 'email' }),
    field({ name: 'Employees', type: 'number' }),
    field({ name: 'Company', type: 'text' }),
  )
  expect(check(lead, {})).toEqual({ LastName: 'required' })
  expect(check(lead, { LastName: 'Wiśniewska', Email: 'zofia', Employees: 'many' })).toEqual({
    LastName: 'tooLong',
    Email: 'email',
    Employees: 'number',
  })
  // A flag is two characters for a computer and one for a person.
  expect(check(lead, { LastName: '🇵🇱🙂', Email: 'z@x.pl', Employees: '-2,5' })).toEqual({})
})

it('a field that was emptied is sent empty, and one that was never filled is left to the mapping', () => {
  const lead = form('Lead', field({ value: 'Lis' }), field({ name: 'Phone', value: '+44' }), field({ name: 'Description', value: null }))
  expect(start(lead)).toEqual({ LastName: 'Lis', Phone: '+44', Description: '' })
  expect(filled(lead, { LastName: ' Lis ', Phone: '', Description: '' })).toEqual({ LastName: 'Lis', Phone: '' })
})

it('a field is asked for as what it is', () => {
  const kinds = ['text', 'longText', 'number', 'boolean', 'dateTime', 'date', 'code', 'phone', 'email', 'url', 'record']
  expect(kinds.map((type) => kindOf(field({ type })))).toEqual([
    'text',
    'long',
    'number',
    'yesNo',
    'moment',
    'date',
    'text',
    'phone',
    'email',
    'text',
    'text',
  ])
  expect(kindOf(field({ type: 'code', choices: [{ value: 'b', label: 'B' }] }))).toBe('choice')
})

it('the systems that can be searched are those that forms and records name, each once', () => {
  const known = connectionsOf(card({ records: [record({}), record({ connection: 'con_9' })] }), [form('Lead'), form('Case')])
  expect(known).toEqual([
    { value: 'con_3', label: 'Salesforce' },
    { value: 'con_9', label: 'con_9' },
  ])
})

it('what happens next is told by the state, and by what went wrong', () => {
  const fault = (kind: Fault['kind']): Fault => ({ kind, detail: '', inDoubt: false })
  const next = (state: Parameters<typeof nextOf>[0]['state'], kind?: Fault['kind'], attempts = 1) =>
    nextOf({ state, attempts, fault: kind ? fault(kind) : null })
  expect(next('waiting', undefined, 0)).toBe('waiting')
  expect(next('waiting', 'unavailable')).toBe('again')
  expect(next('parked', 'ambiguous')).toBe('choose')
  expect(next('parked', 'credentials')).toBe('credentials')
  expect(next('parked', 'permission')).toBe('permission')
  expect(next('parked')).toBe('parked')
  expect((['running', 'failed', 'dead', 'cancelled', 'delivered'] as const).map((state) => next(state))).toEqual([
    'running',
    'failed',
    'dead',
    'cancelled',
    'delivered',
  ])
})
