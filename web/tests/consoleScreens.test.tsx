import { Console } from '@console/Console'
import { Desk, DeskProvider } from '@console/desk/Desk'
import type { DeskView } from '@console/desk/types'
import { Keys } from '@console/keyboard/Keys'
import { NotesProvider } from '@console/notes/Notes'
import { Look } from '@shared/theme/Look'
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import i18next from 'i18next'
import { prerender } from 'react-dom/static.edge'
import { initReactI18next } from 'react-i18next'
import { beforeAll, beforeEach, expect, it, vi } from 'vitest'
import en from '../console/words/en'
import { card, desk, field, form, record } from './deskParts'

beforeAll(() =>
  i18next.use(initReactI18next).init({ lng: 'en', resources: { en: { translation: en } }, interpolation: { escapeValue: false } }),
)

beforeEach(() => {
  const kept = new Map<string, string>()
  const localStorage = { getItem: (name: string) => kept.get(name) ?? null, setItem: (name: string, text: string) => kept.set(name, text) }
  vi.stubGlobal('localStorage', localStorage)
  vi.stubGlobal('navigator', { languages: ['en-GB'] })
  vi.stubGlobal('location', { hash: '' })
  vi.stubGlobal('window', { open: () => null })
})

const forms = [form('Case', field({ name: 'Subject', label: 'Subject', required: true, value: 'Voice: Ewa Lis' })), form('Task')]
const at = (hash: string) => vi.stubGlobal('location', { hash })

/** The console as it stands in the page with this on the desk. */
async function screen(view: Partial<DeskView>, line: 'live' | 'offline' | 'polling' = 'live'): Promise<string> {
  const errors: unknown[] = []
  const client = new QueryClient()
  client.setQueryData(['record-forms', 'ses_1'], { items: forms })
  const here = new Desk()
  here.tell({ kind: 'line', line })
  here.tell({ kind: 'view', view: desk(view), now: Date.now() })
  const { prelude } = await prerender(
    <Look>
      <QueryClientProvider client={client}>
        <DeskProvider desk={here}>
          <NotesProvider user="usr_1">
            <Keys>
              <Console />
            </Keys>
          </NotesProvider>
        </DeskProvider>
      </QueryClientProvider>
    </Look>,
    { onError: (error) => void errors.push(error) },
  )
  const html = await new Response(prelude).text()
  expect(errors).toEqual([])
  return html
}
const text = (html: string) =>
  html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<style.*?<\/style>|<[^>]+>/gs, ' ')
    .replace(/\s+/g, ' ')

it('A258: the console begins Not ready, in a word as well as a colour, and one press goes in queue', async () => {
  const html = await screen({ presence: 'notReady' })
  expect(html).toMatch(/class="[^"]*status is-not-ready/)
  expect(text(html)).toContain('Not ready')
  expect(text(html)).toContain('Go in queue')
  expect(await screen({ presence: 'inQueue' })).toMatch(/class="[^"]*status is-in-queue/)
})

it('A259: with a contact on the desk the status is Busy', async () => {
  const html = await screen({ presence: 'busy', sessions: [card({})] })
  expect(html).toMatch(/class="[^"]*status is-busy/)
  expect(text(html)).toContain('Busy')
})

it('A105, A106: the address of each recognised record is a link on the caller context tab', async () => {
  const records = [record({}), record({ recordType: 'Case', record: '500B', name: '00001042', url: 'https://crm.example/500B' })]
  const html = await screen({ presence: 'busy', sessions: [card({ records })] })
  expect(html).toContain('href="https://riverside.my.salesforce.com/003A"')
  expect(html).toContain('href="https://crm.example/500B"')
  expect(text(html)).toContain('Caller context')
})

it('A97: the values that agents may see are shown with their record', async () => {
  const html = await screen({ presence: 'busy', sessions: [card({ records: [record({ values: { Priority: 'High', Tier: 'Gold' } })] })] })
  for (const word of ['Priority', 'High', 'Tier', 'Gold']) expect(text(html)).toContain(word)
})

it('A107: what could not be opened stands in a bar of links, unless nothing is to open by itself', async () => {
  const sessions = [card({ records: [record({ open: true })] })]
  expect(text(await screen({ presence: 'busy', sessions }))).toContain('Still to be opened')
  expect(text(await screen({ presence: 'busy', sessions, settings: { reasons: [], autoOpenRecords: false } }))).not.toContain(
    'Still to be opened',
  )
})

it('A261: the caller’s name, how long it has lasted and what kind of contact it is', async () => {
  const html = text(await screen({ presence: 'busy', sessions: [card({ records: [record({ name: 'Ewa Lis' })] })] }))
  expect(html).toContain('Ewa Lis')
  expect(html).toContain('Voice, inbound')
  expect(html).toMatch(/Talking \d+:\d\d/)
})

it('A260: hold, consultation and transfer are there while the contact lasts, and gone after it', async () => {
  const words = ['Hold', 'Consult', 'Transfer', 'Hang up']
  const during = text(await screen({ presence: 'busy', sessions: [card({})] }))
  for (const word of words) expect(during).toContain(word)
  const after = text(await screen({ presence: 'wrapUp', sessions: [card({ state: 'wrapUp' })] }))
  for (const word of words) expect(after).not.toContain(word)
})

it('A263, A264: a record on display can be related to the session, and shows that it is', async () => {
  const on = record({})
  expect(text(await screen({ presence: 'busy', sessions: [card({ records: [on] })] }))).toContain('Relate ')
  const related = { connection: on.connection, recordType: on.recordType, record: on.record, name: on.name }
  const html = text(await screen({ presence: 'busy', sessions: [card({ records: [on], relatedTo: related })] }))
  expect(html).not.toContain('Relate ')
  expect(html).toContain('Related')
})

it('A262, A203: a new case, or whatever else the agent picks, is a form that is filled in as far as it is known', async () => {
  at('#/ses_1/create')
  const html = await screen({ presence: 'busy', sessions: [card({})] })
  for (const words of ['Case', 'Task', 'Subject', 'Create Case']) expect(text(html)).toContain(words)
  expect(html).toContain('value="Voice: Ewa Lis"')
})

it('A264: a case is searched for and related under Related', async () => {
  at('#/ses_1/related')
  const html = await screen({ presence: 'busy', sessions: [card({})] })
  expect(html).toMatch(
    /<input[^>]*type="search"[^>]*aria-label="Search for a record"|<input[^>]*aria-label="Search for a record"[^>]*type="search"/,
  )
  expect(text(html)).toContain('The session is related to nothing yet.')
})

it('A265, A266: an outbound call shows what it was dialled from, and nothing where that was a lead or a contact', async () => {
  const relatedTo = { connection: 'con_3', recordType: 'Case', record: '500B', name: '00001042 Pothole' }
  const dialled = await screen({ presence: 'busy', sessions: [card({ direction: 'outbound', relatedTo })] })
  expect(text(dialled)).toContain('00001042 Pothole')
  expect(dialled).toContain('aria-label="Related to"')
  expect(await screen({ presence: 'busy', sessions: [card({ direction: 'outbound' })] })).not.toContain('aria-label="Related to"')
})

it('A108: the conversation begins with a message that carries the record’s link', async () => {
  at('#/ses_1/conversation')
  const html = await screen({ presence: 'busy', sessions: [card({ records: [record({})] })] })
  expect(html).toMatch(/class="talk".*Record found.*href="https:\/\/riverside.my.salesforce.com\/003A"/s)
})

it('A267, A268, A269: wrap-up counts down, says that nothing is offered meanwhile, and can be ended early', async () => {
  const until = new Date(Date.parse('2026-03-01T12:00:00Z') + 37_000).toISOString()
  const html = text(await screen({ presence: 'wrapUp', wrapUntil: until, sessions: [card({ state: 'wrapUp', wrapUntil: until })] }))
  expect(html).toContain('No contact is offered to you meanwhile. Afterwards you are in queue again.')
  expect(html).toContain('Finish now')
  expect(html).toMatch(/Wrap-up 0:[0-3]\d/)
})

it('an offer says who calls, why we think so, for which queue, and how to answer it by key', async () => {
  const offer = { ...card({ id: 'ses_o', records: [record({ why: 'The number is hers.' })] }), expiresAt: '2026-03-01T12:00:20Z' }
  const html = await screen({ presence: 'inQueue', offer })
  for (const words of ['Incoming call', 'Highways', 'Ewa Lis', 'The number is hers.', 'Accept', 'Decline'])
    expect(text(html)).toContain(words)
  expect(html).toMatch(/aria-live="assertive"[^>]*>Incoming call from Ewa Lis/)
})

it('without the hub, what needs it cannot be pressed, and a banner says why and that notes are kept', async () => {
  const sessions = [card({})]
  const buttons = (html: string) => html.match(/<button[^>]*aria-disabled="true"[^>]*>/g)?.length ?? 0
  expect(buttons(await screen({ presence: 'busy', sessions }))).toBe(0)
  const html = await screen({ presence: 'busy', sessions }, 'offline')
  expect(buttons(html)).toBeGreaterThanOrEqual(4)
  expect(text(html)).toContain('What you write is kept on this device')
})

it('no seat is said in words, and then nobody goes in queue', async () => {
  const html = await screen({ seat: false, seatWhy: 'All 50 seats are taken.' })
  expect(text(html)).toContain('All 50 seats are taken.')
  expect(html).toMatch(/<button[^>]*aria-disabled="true"[^>]*>.*?Go in queue/s)
})

it('whatever a stranger calls themselves is text, and no address but one of the web is a link', async () => {
  const evil = '<img src=x onerror=alert(1)>'
  const html = await screen({
    presence: 'busy',
    sessions: [
      card({
        queue: evil,
        customer: { name: evil, company: `${evil}${'x'.repeat(10_000)}` },
        why: `<script>alert(1)</script>${'y'.repeat(10_000)}`,
        items: { [evil]: 'javascript:alert(1)', '{{x}}': 'data:text/html,<script>alert(1)</script>' },
        records: [record({ recordType: evil, name: null, record: evil, url: 'javascript:alert(1)', open: true, values: { [evil]: evil } })],
        notes: [{ key: 'n', at: '2026-03-01T12:00:00Z', who: evil, text: evil }],
        script: evil,
        tags: [evil],
      }),
    ],
  })
  expect(html).not.toContain('<script>alert')
  expect(html).not.toContain('<img src=x')
  expect(html).not.toMatch(/href="(?!https?:|#|\/)/)
  expect(html).toContain('&lt;img src=x onerror=alert(1)&gt;')
})
