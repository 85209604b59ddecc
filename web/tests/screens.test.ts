import { readChoices } from '@admin/casetypes/FieldList'
import { withKey } from '@admin/integrations/incoming'
import { readLogSearch, statesOf, toQuery } from '@admin/log/filter'
import { address } from '@shared/api/client'
import { problemAt, readError } from '@shared/api/problem'
import { nameFrom } from '@shared/nameFrom'
import { safeReturn } from '@shared/session'
import { instantOf, relative, wallTime } from '@shared/time'
import { expect, it } from 'vitest'

it('after signing in one returns to where one was, and never to another site', () => {
  expect(safeReturn('/cases/cas_1?x=1')).toBe('/cases/cas_1?x=1')
  expect(safeReturn('/api/v1/cases/cas_1/attachments/att_1')).toBe('/api/v1/cases/cas_1/attachments/att_1')
  for (const bad of ['//evil.example', '/\\evil.example', 'https://evil.example', 'javascript:alert(1)', '/sign-in?to=/', undefined, 7])
    expect(safeReturn(bad)).toBe('/')
})

it('a refusal is read with its code, its problems and its fault', async () => {
  const fault = { kind: 'credentials', detail: 'Login refused', verdict: 'parkConnection', advice: 'Check the password.' }
  const body = {
    title: 'Bad',
    detail: 'Worse',
    code: 'connection-test-failed',
    problems: [{ at: '/settings/endpoint', code: 'url', message: 'Not a URL' }],
    fault,
  }
  const error = await readError(
    new Response(JSON.stringify(body), { status: 422, headers: { 'content-type': 'application/problem+json' } }),
  )
  expect(error).toMatchObject({ status: 422, code: 'connection-test-failed', message: 'Worse', fault })
  expect(problemAt(error, '/settings/endpoint')).toBe('Not a URL')
})

it('a refusal that is no problem document is told by its status', async () => {
  expect(await readError(new Response('<html>', { status: 502, statusText: 'Bad Gateway' }))).toMatchObject({
    status: 502,
    code: 'http-502',
    message: 'Bad Gateway',
  })
})

it('an address leaves out what was not asked', () => {
  expect(address('/cases', { search: 'a&b', type: undefined, status: '', after: null })).toBe('/api/v1/cases?search=a%26b')
})

it('the filter of the log is in its address, and nothing strange gets through', () => {
  expect(readLogSearch({ state: 'failed,wrong,parked', kind: 'create', connection: 'con_1', other: 'x' })).toEqual({
    state: 'parked,failed',
    kind: 'create',
    connection: 'con_1',
  })
  expect(statesOf('delivered')).toEqual(['delivered'])
  expect(readLogSearch({ kind: 'drop table' })).toEqual({})
})

it('a day of the filter means all of that day', () => {
  expect(toQuery({ from: '2026-03-01', to: '2026-03-01' }, 'Asia/Kolkata')).toEqual({
    from: '2026-02-28T18:30:00.000Z',
    to: '2026-03-01T18:29:59.999Z',
  })
  // On the day that the clocks go forward in Britain it is an hour shorter.
  expect(toQuery({ from: '2026-03-29', to: '2026-03-29' }, 'Europe/London')).toEqual({
    from: '2026-03-29T00:00:00.000Z',
    to: '2026-03-29T22:59:59.999Z',
  })
})

it('the URL for the CRM Agent carries the key where its place is kept', () => {
  expect(withKey('https://hub.example/integration/confirm/crm-agent?key=<key>', 'lia_1')).toBe(
    'https://hub.example/integration/confirm/crm-agent?key=lia_1',
  )
  expect(withKey('https://hub.example/integration/confirm/crm-agent', 'lia_1')).toBe(
    'https://hub.example/integration/confirm/crm-agent?key=lia_1',
  )
})

it('a name is made from a label', () => {
  expect(nameFrom('  Zgłoszenie dziury, nr 2 ')).toBe('zg-oszenie-dziury-nr-2')
  expect(nameFrom('Numéro d’Enquiry')).toBe('numero-d-enquiry')
})

it('choices are read one a line', () => {
  expect(readChoices('s = Small\n\nLarge\n')).toEqual([
    { value: 's', label: 'Small' },
    { value: 'Large', label: 'Large' },
  ])
})

it('a near moment is told by how long ago it was', () => {
  const now = new Date('2026-03-01T12:00:00Z')
  expect(relative(new Date('2026-03-01T11:57:00Z'), now, 'en')).toBe('3 minutes ago')
  expect(relative(new Date('2026-03-01T14:00:00Z'), now, 'en')).toBe('in 2 hours')
  expect(relative(now, now, 'pl')).toBe('teraz')
  expect(relative(new Date('2026-03-01T12:00:20Z'), now, 'en')).toBe('in 20 seconds')
  expect(relative(new Date('2026-03-01T11:59:20Z'), now, 'en')).toBe('now')
})

it('a wall clock is read and written in the zone of whoever looks, through the changes of the clocks', () => {
  for (const zone of ['Europe/London', 'Europe/Warsaw', 'America/St_Johns', 'Asia/Kathmandu', 'UTC', 'Pacific/Apia'])
    for (const instant of ['2026-03-29T00:30:00.000Z', '2026-07-01T12:00:00.000Z', '2026-10-25T01:30:00.000Z', '2026-12-31T23:45:00.000Z'])
      expect(instantOf(wallTime(instant, zone), zone).toISOString(), `${instant} in ${zone}`).toBe(instant)
  expect(wallTime('2026-07-01T12:00:00Z', 'Europe/London')).toBe('2026-07-01T13:00')
  // A time that there was not: the clocks went from one to two.
  expect(wallTime(instantOf('2026-03-29T01:30', 'Europe/London').toISOString(), 'Europe/London')).toBe('2026-03-29T02:30')
  expect(wallTime('not a time', 'UTC')).toBe('')
})
