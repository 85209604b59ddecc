import { keyOf, nameOf, reachOf, webAddress } from '@console/desk/name'
import { type Asked, beginning, type Command, type DeskState, isAsked, isHeld, isOver, reduce, shown } from '@console/desk/state'
import { readPlace } from '@console/place'
import { readSettings } from '@console/settings'
import { clock, lasted, left, secondsLeft, share } from '@console/time/countdown'
import { ApiError } from '@shared/api/problem'
import { lineAfter, waitBefore } from '@shared/live/hub'
import { expect, it } from 'vitest'
import { card, desk, record } from './deskParts'

const now = Date.parse('2026-03-01T12:00:00Z')
const see = (state: DeskState, view: ReturnType<typeof desk>, at = now) => reduce(state, { kind: 'view', view, now: at })
const asked = (id: number, command: Command): Asked => ({ id, at: '2026-03-01T12:00:01Z', command })

it('a snapshot that is older than what is known is left aside, so that two windows agree', () => {
  const first = see(beginning, desk({ version: 7, presence: 'inQueue' }))
  expect(see(first, desk({ version: 6, presence: 'notReady' }))).toBe(first)
  expect(see(first, desk({ version: 7, presence: 'notReady', at: '2026-03-01T11:59:59Z' }))).toBe(first)
  expect(see(first, desk({ version: 7, presence: 'notReady', at: '2026-03-01T12:00:05Z' })).view?.presence).toBe('notReady')
  expect(see(first, desk({ version: 8, presence: 'busy' })).view?.presence).toBe('busy')
  // Somebody else signed in: their desk begins anew.
  expect(see(first, desk({ version: 1, user: { id: 'usr_9', name: 'B', email: 'b@x' } })).view?.user.id).toBe('usr_9')
})

it('countdowns run by the hub’s clock, whatever this device believes', () => {
  const slow = see(beginning, desk({ at: '2026-03-01T12:00:00.000Z' }), now - 90_000)
  expect(slow.offset).toBe(90_000)
  // A snapshot that took long on its way does not set the clock back; a clock that somebody set does.
  expect(see(slow, desk({ version: 2, at: '2026-03-01T12:00:10.000Z' }), now - 90_000 + 11_000).offset).toBe(90_000)
  expect(see(slow, desk({ version: 2, at: '2026-03-01T12:00:10.000Z' }), now + 10_000).offset).toBe(0)
})

it('A258: what the agent chooses shows at once, and is taken back when the hub refuses', () => {
  const known = see(beginning, desk({ presence: 'notReady' }))
  const hoping = reduce(known, { kind: 'asked', asked: asked(1, { kind: 'presence', presence: 'inQueue', reason: null }) })
  expect(shown(hoping)?.presence).toBe('inQueue')
  expect(hoping.view?.presence).toBe('notReady')
  expect(isAsked(hoping, 'presence')).toBe(true)
  const refused = reduce(hoping, { kind: 'answered', id: 1 })
  expect(shown(refused)?.presence).toBe('notReady')
  expect(isAsked(refused, 'presence')).toBe(false)
})

it('A259: an accepted contact is on the desk at once, and the status is busy', () => {
  const offer = { ...card({ id: 'ses_1' }), expiresAt: '2026-03-01T12:00:20Z' }
  const known = see(beginning, desk({ presence: 'inQueue', offer }))
  const taken = shown(reduce(known, { kind: 'asked', asked: asked(1, { kind: 'accept', session: 'ses_1' }) }))
  expect(taken).toMatchObject({ presence: 'busy', offer: null })
  expect(taken?.sessions.map(({ id }) => id)).toEqual(['ses_1'])
  expect(taken?.sessions[0]).not.toHaveProperty('expiresAt')
  // The offer of somebody else stays where it is.
  const other = shown(reduce(known, { kind: 'asked', asked: asked(1, { kind: 'accept', session: 'ses_2' }) }))
  expect(other?.offer?.id).toBe('ses_1')
})

it('during a contact the agent stays busy, whatever is chosen for afterwards', () => {
  const known = see(beginning, desk({ presence: 'busy', sessions: [card({})] }))
  const wished = reduce(known, { kind: 'asked', asked: asked(1, { kind: 'presence', presence: 'notReady', reason: 'Break' }) })
  expect(shown(wished)?.presence).toBe('busy')
})

it('hold, resume and the disposition show on their session only', () => {
  const known = see(beginning, desk({ sessions: [card({ id: 'ses_1' }), card({ id: 'ses_2' })] }))
  const held = reduce(known, { kind: 'asked', asked: asked(1, { kind: 'hold', session: 'ses_1' }) })
  expect(shown(held)?.sessions.map((one) => isHeld(one))).toEqual([true, false])
  expect(isAsked(held, 'hold', 'ses_2')).toBe(false)
  const back = reduce(held, { kind: 'asked', asked: asked(2, { kind: 'resume', session: 'ses_1' }) })
  expect(isHeld(shown(back)?.sessions[0] ?? card({}))).toBe(false)
  const solved = reduce(back, {
    kind: 'asked',
    asked: asked(3, { kind: 'disposition', session: 'ses_2', disposition: 'Solved', subDisposition: null }),
  })
  expect(shown(solved)?.sessions.map(({ disposition }) => disposition)).toEqual([null, 'Solved'])
})

it('A269: ending the wrap-up early takes its countdown away', () => {
  const known = see(beginning, desk({ presence: 'wrapUp', wrapUntil: '2026-03-01T12:00:30Z' }))
  const ended = shown(reduce(known, { kind: 'asked', asked: asked(1, { kind: 'presence', presence: 'inQueue', reason: null }) }))
  expect(ended).toMatchObject({ presence: 'inQueue', wrapUntil: null })
})

it('a contact that is over waits for its paperwork', () => {
  expect(isOver(card({}))).toBe(false)
  expect(isOver(card({ endedAt: '2026-03-01T12:00:00Z' }))).toBe(true)
  expect(isOver(card({ state: 'wrapUp' }))).toBe(true)
})

it('A261: a person is named as the record names them, else as they named themselves, else by where they speak from', () => {
  const customer = { name: 'CALLER 7', firstName: 'Eva', lastName: 'Liss', phoneE164: '+442079460958' }
  expect(nameOf(card({ customer, records: [record({ recordType: 'Case', name: '0042' }), record({ name: 'Ewa Lis' })] }))).toBe('Ewa Lis')
  expect(nameOf(card({ customer }))).toBe('Eva Liss')
  expect(nameOf(card({ customer: { name: 'CALLER 7' } }))).toBe('CALLER 7')
  expect(nameOf(card({ customer: {}, ani: '+4822' }))).toBe('+4822')
  expect(nameOf(card({ customer: {}, ani: null }))).toBeUndefined()
  expect(reachOf(card({ customer: { name: 'Ewa', company: 'Acme', email: 'e@x' }, ani: '+4822' }))).toEqual(['Acme', '+4822', 'e@x'])
  expect(reachOf(card({ customer: {}, ani: '+4822' }))).toEqual([])
})

it('only addresses of the web are links', () => {
  expect(webAddress('https://x.my.salesforce.com/003')).toBe('https://x.my.salesforce.com/003')
  for (const bad of [
    'javascript:alert(1)',
    'data:text/html,x',
    ' JaVaScRiPt:alert(1)',
    'file:///etc/passwd',
    '/relative',
    '',
    null,
    undefined,
  ])
    expect(webAddress(bad)).toBeUndefined()
})

it('a record is the same only in the same system, of the same kind and with the same id', () => {
  expect(keyOf(record({}))).toBe(keyOf(record({ name: 'Another name' })))
  expect(keyOf(record({}))).not.toBe(keyOf(record({ connection: 'con_9' })))
})

it('time is written as people write it, and never runs backwards', () => {
  expect([0, 999, 1_000, 61_000, 3_599_999, 3_600_000, 90_061_000].map(clock)).toEqual([
    '0:00',
    '0:00',
    '0:01',
    '1:01',
    '59:59',
    '1:00:00',
    '25:01:01',
  ])
  expect(lasted('2026-03-01T12:00:05Z', now)).toBe(0)
  expect(left('2026-03-01T11:59:00Z', now)).toBe(0)
  expect(left(null, now)).toBe(0)
})

it('a countdown shows the seconds that are left, the last of them as 1', () => {
  expect(secondsLeft('2026-03-01T12:00:20.000Z', now)).toBe(20)
  expect(secondsLeft('2026-03-01T12:00:00.001Z', now)).toBe(1)
  expect(secondsLeft('2026-03-01T12:00:00.000Z', now)).toBe(0)
  expect(share('2026-03-01T12:00:00Z', '2026-03-01T12:00:20Z', now + 5_000)).toBe(0.75)
  expect(share('2026-03-01T12:00:00Z', '2026-03-01T12:00:20Z', now + 60_000)).toBe(0)
  expect(share('2026-03-01T12:00:00Z', '2026-03-01T12:00:00Z', now)).toBe(0)
})

it('the address keeps the session and its tab, and nothing strange gets through', () => {
  expect(readPlace('#/ses_1/related')).toEqual({ session: 'ses_1', tab: 'related' })
  expect(readPlace('')).toEqual({ session: null, tab: 'context' })
  expect(readPlace('#/<img src=x>/wrong')).toEqual({ session: null, tab: 'context' })
})

it('settings that cannot be read are the usual ones', () => {
  expect(readSettings('{broken')).toEqual(readSettings(null))
  expect(readSettings('{"sound":false}')).toMatchObject({ sound: false, keys: true })
})

it('a lost hub is tried again soon, then less often, and never by everybody in the same instant', () => {
  expect(waitBefore(0, 0.5)).toBe(0)
  expect(waitBefore(1, 0)).toBe(700)
  expect(waitBefore(1, 1)).toBeCloseTo(1_300)
  expect(waitBefore(99, 0.5)).toBe(6_000)
})

it('being signed out, being out of reach and being refused are three things', () => {
  expect(lineAfter(new ApiError(401, 'sign-in-needed', ''))).toBe('signedOut')
  expect(lineAfter(new ApiError(0, 'unreachable', ''))).toBe('offline')
  expect(lineAfter(new ApiError(503, 'http-503', ''))).toBe('offline')
  expect(lineAfter(new ApiError(409, 'offer-gone', ''))).toBeUndefined()
})
