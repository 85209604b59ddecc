// What lies on a desk, empty: for the mock's scenes and for the tests, which say what each is about.

/** @type {import('../console/desk/types').RecognisedRecord} */
export const blankRecord = {
  connection: 'con_3',
  recordType: 'Contact',
  record: '003A',
  name: 'Ewa Lis',
  url: 'https://riverside.my.salesforce.com/003A',
  why: null,
  open: false,
  values: {},
}

/** @type {import('../console/desk/types').SessionCard} */
export const blankCard = {
  id: 'ses_1',
  version: 1,
  channel: 'voice',
  direction: 'inbound',
  status: 'inProgress',
  state: 'talking',
  queue: 'Highways',
  campaign: null,
  startedAt: '2026-03-01T11:58:00Z',
  answeredAt: '2026-03-01T11:58:10Z',
  endedAt: null,
  customer: {},
  ani: null,
  dnis: null,
  requestPage: null,
  records: [],
  candidates: [],
  why: null,
  items: {},
  notes: [],
  transcript: [],
  tags: [],
  disposition: null,
  subDisposition: null,
  relatedTo: null,
  script: null,
  dispositions: [],
  wrapUpSeconds: 30,
  onHold: false,
}
