// What may lie on the mock's desk: POST /api/v1/dev/desk {"scene": "offer"} puts it there.
import { blankCard, blankRecord } from './deskParts.mjs'
import { me } from './people.mjs'

const before = (seconds) => new Date(Date.now() - seconds * 1000).toISOString()
const after = (seconds) => before(-seconds)
const org = 'https://riverside.my.salesforce.com'
const record = (recordType, id, name, more = {}) => ({ ...blankRecord, recordType, record: id, name, url: `${org}/${id}`, ...more })
const ewa = record('Contact', '003RM000001aBcD', 'Ewa Lis', {
  why: 'The number +44 20 7946 0958 is the mobile phone of the contact Ewa Lis.',
  open: true,
  values: { Account: 'Riverside Allotments', Title: 'Secretary', 'E-mail': 'ewa.lis@example.org', 'Mailing city': 'Riverside', VIP: 'Yes' },
})
const pothole = record('Case', '500RM00000cAsE1', '00001042 · Pothole outside number 14', {
  why: 'The extra item caseNumber names it.',
  values: { Status: 'Working', Priority: 'High', Owner: 'Highways' },
})
const party = (name, more = {}) => ({ name, firstName: null, lastName: null, email: null, phone: null, phoneE164: null, ...more })
const dispositions = [
  { name: 'Solved', sub: ['First contact', 'After a question'] },
  { name: 'Call back', sub: ['Today', 'This week'] },
  { name: 'Wrong number', sub: [] },
]
const script = `Good morning, Riverside Council, you are speaking with ${me.user.name}. How can I help?

1. Ask for the street and the house number.
2. Ask whether anybody is in danger. If so: call Highways at once on 4400.
3. Read the case number back, letter by letter.
4. Say when somebody will come: two working days for a pothole that is dangerous to traffic, ten for any other.
5. Ask whether they want to hear of it by text message or by e-mail.`

export const card = (id, channel, more = {}) => ({
  ...blankCard,
  id,
  channel,
  startedAt: before(140),
  answeredAt: before(128),
  customer: party('Ewa Lis', { phone: '020 7946 0958', phoneE164: '+442079460958', email: 'ewa.lis@example.org' }),
  ani: '+442079460958',
  dnis: '+442079460000',
  script,
  dispositions,
  ...more,
})
const call = () =>
  card('ses_c1', 'voice', {
    records: [ewa, pothole],
    items: { caseNumber: '00001042', reason: 'pothole', language: 'en' },
    tags: ['pothole'],
    notes: [{ key: 'flow', at: before(150), who: 'Call flow Main number', text: 'Chose 2: roads and pavements.' }],
  })
const line = (n, speaker, who, text) => ({ key: `t${n}`, at: before(90 - n * 8), speaker, who, text })
const chat = () =>
  card('ses_c2', 'chat', {
    queue: 'Web chat',
    customer: party('Omar Haddad', { email: 'omar@example.org' }),
    ani: null,
    dnis: null,
    requestPage: 'https://riverside.example/roads/report',
    startedAt: before(420),
    answeredAt: before(400),
    script: null,
    candidates: [
      record('Contact', '003RM000009oMaR', 'Omar Haddad', {
        why: 'The e-mail address is the same.',
        values: { Account: 'Haddad & Sons', City: 'Leeds' },
      }),
      record('Lead', '00QRM000007oMaR', 'Omar Haddad', {
        why: 'The e-mail address is the same.',
        values: { Company: '–', City: 'Riverside' },
      }),
    ],
    transcript: [
      line(1, 'bot', 'Riverside bot', 'Hello! A person will be with you soon.'),
      line(2, 'customer', 'Omar Haddad', 'Hi, the street light in front of our shop has been out for a week.'),
      line(3, 'agent', me.user.name, 'Good morning Mr Haddad. Which number is on the column?'),
      line(4, 'customer', 'Omar Haddad', 'Wait, I will look'),
      line(5, 'customer', 'Omar Haddad', 'It says RV-2207. And the next one flickers.'),
    ],
  })
const inbox = () =>
  card('ses_c3', 'inbox', {
    queue: 'E-mail',
    customer: party(null, { email: 'zofia.wisniewska@example.pl' }),
    ani: null,
    startedAt: before(5_000),
    answeredAt: before(3_700),
    onHold: true,
    state: 'onHold',
    script: null,
    dispositions: [],
    relatedTo: { connection: 'con_3', recordType: 'Case', record: pothole.record, name: pothole.name },
  })
const offer = (more = {}) => ({
  ...call(),
  id: 'ses_o1',
  status: 'ringing',
  state: 'ringing',
  startedAt: before(6),
  answeredAt: null,
  why: ewa.why,
  expiresAt: after(20),
  ...more,
})
const nasty = 'x'.repeat(10_000)
const hostile = () =>
  card('ses_h1', 'chat', {
    queue: '<b>Queue</b> "quoted" & '.repeat(8),
    customer: party(`<img src=x onerror=alert(1)> \u202Egnp.live\u202C 👩‍👩‍👧‍👦🏳️‍🌈 ${'Wolfeschlegelsteinhausen'.repeat(8)}`, {
      company: nasty,
      email: `${'a'.repeat(300)}@example.org`,
    }),
    why: `<script>alert('why')</script> ${'because '.repeat(300)}`,
    requestPage: 'javascript:alert(1)',
    items: {
      [nasty.slice(0, 500)]: nasty,
      مرحبا: 'שלום עולם מה שלומך',
      '<svg onload=alert(1)>': '{{constructor}}',
      url: `https://example.org/${nasty}`,
    },
    records: [
      record('<u>Contact</u>', '003<x>', `${'Ünïcödé 𝕋𝕖𝕤𝕥 '.repeat(40)}`, {
        url: 'javascript:alert(document.cookie)',
        open: true,
        why: nasty,
        values: { '<b>Field</b>': nasty, Emoji: '🔥'.repeat(2_000), Rtl: 'اتصل العميل بشأن الفاتورة رقم 4711' },
      }),
      record('Case', '500h', `مرحبا بالعالم ${nasty}`, { open: true }),
    ],
    transcript: [
      line(1, 'customer', `<i>${nasty}</i>`, nasty),
      line(2, 'customer', 'אבג', 'שלום, אני צריך עזרה עם 123 <script>alert(1)</script>'),
      line(3, 'agent', me.user.name, `one\ntwo\n${'long-word'.repeat(200)}`),
    ],
    tags: Array.from({ length: 80 }, (_, n) => `tag-${n}-<b>`),
    notes: [{ key: 'n1', at: before(60), who: nasty.slice(0, 300), text: nasty }],
    script: `<h1>Script</h1>\n${'A very long line of a script. '.repeat(200)}`,
    dispositions: [{ name: nasty.slice(0, 400), sub: ['<b>bold</b>'] }],
    disposition: nasty.slice(0, 400),
  })

/** Presence, offer and sessions of a scene. */
export const scenes = {
  rest: () => ({ presence: 'notReady', since: before(75) }),
  queue: () => ({ presence: 'inQueue', since: before(48) }),
  missed: () => ({ presence: 'notReady', reason: 'missed', missed: 1, since: before(12) }),
  noSeat: () => ({
    presence: 'notReady',
    since: before(75),
    seat: false,
    seatWhy: 'All 50 seats are taken. You are the 51st; somebody has to leave first.',
  }),
  offer: () => ({ presence: 'inQueue', since: before(200), offer: offer() }),
  call: () => ({ presence: 'busy', since: before(128), sessions: [call()] }),
  unknown: () => ({ presence: 'busy', since: before(20), sessions: [card('ses_u1', 'voice', { customer: party(null), script: null })] }),
  chats: () => ({ presence: 'busy', since: before(420), sessions: [chat(), call(), inbox()] }),
  chatsOffer: () => ({
    presence: 'busy',
    since: before(420),
    sessions: [chat(), call(), inbox()],
    offer: offer({ channel: 'chat', queue: 'Web chat', customer: party('Léa Dubois'), records: [], why: null }),
  }),
  wrap: () => ({
    presence: 'wrapUp',
    since: before(8),
    wrapUntil: after(37),
    sessions: [{ ...call(), wrapUntil: after(37), state: 'wrapUp', status: 'answered', endedAt: before(8) }],
  }),
  hostile: () => ({
    presence: 'busy',
    reason: nasty.slice(0, 300),
    since: before(90_000),
    sessions: [hostile(), call()],
    offer: { ...hostile(), id: 'ses_h2', expiresAt: after(25) },
  }),
}
