// Sessions of the mock, and whose records they became.
import { ago } from './clock.mjs'

export const found = (record, recordType, name, more = {}) => ({
  recordType,
  record,
  name,
  values: { Name: name },
  lastActivity: ago(9000),
  ...more,
})
const contact = found('003RM000001aBcD', 'Contact', 'Ewa Lis')
const lead = found('00QRM000007xYzQ', 'Lead', 'Ewa Lis-Kowal')

export const identified = {
  verdict: 'match',
  chosen: contact,
  why: 'The number +44 20 7946 0958 is the mobile phone of the contact Ewa Lis.',
  candidates: [
    { record: contact, fact: 'customer.phone', field: 'MobilePhone', grade: 'exact', fits: true, why: 'The numbers are the same.' },
    {
      record: lead,
      fact: 'customer.phone',
      field: 'Phone',
      grade: 'shortNational',
      fits: false,
      why: 'Only six digits agree; eight are needed.',
    },
  ],
  remarks: ['No e-mail address is known, so none was searched for.'],
}
export const severalFit = {
  ...identified,
  verdict: 'several',
  chosen: null,
  why: 'Two records fit equally well, and a person chooses.',
  candidates: identified.candidates.map((one) => ({ ...one, fits: true, grade: 'exact', why: 'The numbers are the same.' })),
  remarks: [],
}
export const conversation = {
  id: 'dlv_s1',
  at: ago(20),
  connectionId: 'con_3',
  connectionName: 'Salesforce',
  kind: 'memorialise',
  subject: 'ses_2',
  subjectNumber: null,
  template: null,
  templateName: null,
  state: 'parked',
  attempts: 1,
  dueAt: null,
  fault: {
    kind: 'ambiguous',
    detail: 'Two records fit equally well.',
    verdict: 'park',
    advice: 'Choose the right one.',
    identified: severalFit,
  },
  record: null,
  recordUrl: null,
  summary: 'Waits for a person to choose',
}
const fields = [
  { target: 'Subject', attribute: false, value: 'Voice: Ewa Lis', source: '{{ session.channel.label }}: {{ customer.name }}' },
  { target: 'Status', attribute: false, value: 'Completed', source: 'Completed' },
]
export const together = [
  {
    alias: 'person',
    reference: 'contact',
    recordType: 'Contact',
    record: null,
    key: 'ses_2-contact',
    links: {},
    existing: 'fillEmpty',
    fields: [],
  },
  {
    alias: 'activity',
    reference: 'task',
    recordType: 'Task',
    record: null,
    key: 'ses_2-task',
    links: { WhoId: 'person' },
    ownerEmail: 'tom@riverside.example',
    existing: 'update',
    fields,
  },
]
const record = {
  reference: 'contact',
  connectionId: 'con_3',
  connectionName: 'Salesforce',
  recordType: 'Contact',
  record: contact.record,
  url: 'https://riverside.my.salesforce.com/003RM000001aBcD',
  linkedAt: ago(30),
}
const nobody = { waiting: 0, failed: 0, parked: 0, delivered: 0 }
const row = (id, channel, minutes, more = {}) => ({
  id,
  source: 'phone',
  externalId: `call-${id.slice(4)}`,
  channel,
  direction: 'inbound',
  status: 'ended',
  startedAt: ago(minutes),
  answeredAt: ago(minutes - 0.4),
  endedAt: ago(minutes - 6),
  seconds: 360,
  queue: 'Highways',
  campaign: null,
  agent: { name: 'Tom Hughes', email: 'tom@riverside.example' },
  customer: 'Ewa Lis',
  company: null,
  email: 'ewa.lis@example.org',
  phone: '+442079460958',
  disposition: 'Resolved',
  subDisposition: null,
  recordings: [],
  records: [record],
  deliveries: { ...nobody, delivered: 1 },
  ...more,
})
export const sessions = [
  row('ses_1', 'voice', 31),
  row('ses_2', 'chat', 55, { records: [], deliveries: { ...nobody, parked: 1 }, disposition: null }),
  row('ses_3', 'offline', 300, {
    customer: null,
    phone: null,
    agent: null,
    seconds: null,
    records: [],
    deliveries: nobody,
    disposition: null,
  }),
]
export const whole = (one) => ({
  ...one,
  url: `/sessions/${one.id}`,
  wrapUpEndedAt: one.endedAt,
  customer: { name: one.customer, email: one.email, phone: one.phone, phoneE164: one.phone, company: one.company },
  ani: one.phone,
  aniAsTold: '020 7946 0958',
  dnis: '+442079460000',
  dnisAsTold: null,
  requestPage: null,
  relatedTo: null,
  items: { caseNumber: '00001042', reason: 'pothole' },
  agent: one.agent && { id: 'tom', ...one.agent },
  interactions: one.agent
    ? [
        {
          key: 'leg-1',
          agent: { id: 'tom', ...one.agent },
          queue: one.queue,
          offeredAt: one.startedAt,
          answeredAt: one.answeredAt,
          endedAt: one.endedAt,
          outcome: 'answered',
        },
      ]
    : [],
  states: [
    { state: 'queued', at: one.startedAt },
    { state: 'connected', at: one.answeredAt },
    { state: 'ended', at: one.endedAt },
  ],
  notes: one.notes ?? [{ key: 'n1', at: one.endedAt, who: 'Tom Hughes', text: 'Will call back on Monday.' }],
  tags: one.tags ?? ['pothole'],
  transcript: [
    { key: 't1', at: one.startedAt, speaker: 'customer', who: 'Ewa Lis', text: 'There is a deep pothole outside number 14.' },
    { key: 't2', at: one.answeredAt, speaker: 'agent', who: 'Tom Hughes', text: 'Thank you. I have raised it with Highways.' },
  ],
  files: [
    {
      key: 'r1',
      kind: 'recording',
      name: 'recording.mp3',
      contentType: 'audio/mpeg',
      size: 204800,
      part: 1,
      startedAt: one.startedAt,
      seconds: 352,
      url: `/api/v1/sessions/${one.id}/files/att_1`,
      stored: true,
    },
    {
      key: 'a1',
      kind: 'attachment',
      name: 'pothole.jpg',
      contentType: 'image/jpeg',
      size: 81920,
      part: 1,
      startedAt: null,
      seconds: null,
      url: null,
      stored: false,
    },
  ],
  deliveries: one.id === 'ses_2' ? [conversation] : [],
  decisions: [
    { deliveryId: 'dlv_s1', connectionId: 'con_3', connectionName: 'Salesforce', identified: one.id === 'ses_2' ? severalFit : identified },
  ],
  mine: true,
  version: 3,
})
