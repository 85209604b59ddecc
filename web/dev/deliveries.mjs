import { cases } from './cases.mjs'
import { ago } from './clock.mjs'

export const refused = {
  kind: 'validation',
  detail: 'Validate Subject: subject code PTHL is not valid for service HM.',
  field: 'SubjectCode',
  verdict: 'fail',
  advice: 'Correct the value or the mapping, then replay with today’s template.',
}
const silent = {
  kind: 'timedOut',
  detail: 'No answer from confirm.example within 30 seconds.',
  verdict: 'retry',
  advice: 'Nothing to do: it is tried again by itself.',
}
const looks = [
  ['create', 'failed'],
  ['create', 'delivered'],
  ['incoming', 'delivered'],
  ['update', 'waiting'],
  ['attach', 'delivered'],
  ['create', 'parked'],
  ['update', 'dead'],
  ['update', 'delivered'],
  ['create', 'running'],
  ['update', 'cancelled'],
]
const faults = {
  failed: refused,
  waiting: silent,
  dead: silent,
  parked: {
    kind: 'ambiguous',
    detail: 'Two Enquiries carry our reference PH-4122: 2041860 and 2041861.',
    verdict: 'park',
    advice: 'Look at both in Confirm, then link this delivery to the right one.',
  },
}
export const deliveries = Array.from({ length: 30 }, (_, index) => {
  const [kind, state] = looks[index % 10]
  const about = cases[index % cases.length]
  return {
    id: `dlv_${index + 1}`,
    at: ago(3 + index * 11),
    connectionId: 'con_1',
    connectionName: 'Confirm live',
    kind,
    subject: about.id,
    subjectNumber: about.number,
    template: kind === 'attach' ? null : { create: 'tpl_1', update: 'tpl_2', incoming: 'tpl_3' }[kind],
    templateName: { create: 'Raise a pothole', update: 'Update a pothole', incoming: 'Status back to the case' }[kind] ?? null,
    state,
    attempts: { delivered: 1, waiting: 3, dead: 10, cancelled: 0 }[state] ?? 1,
    dueAt: state === 'waiting' ? ago(-8) : null,
    fault: faults[state] ?? null,
    record: state === 'delivered' ? String(2041877 - index * 3) : null,
    recordUrl: state === 'delivered' ? 'https://confirm.example/enquiry/1' : null,
    summary:
      state === 'delivered'
        ? { create: 'Enquiry raised', update: 'Enquiry updated', attach: 'Document added', incoming: 'Case updated from the Enquiry' }[kind]
        : null,
  }
})
const request = `POST https://confirm.example/ConfirmWebServices/Connector
SOAPAction: "http://www.confirm.co.uk/schema/am/connector/webservice/ProcessOperations"

<ProcessOperationsRequest>
  <Authentication><Username>liaison</Username><Password>••••</Password><DatabaseId>RIVERSIDE_LIVE</DatabaseId></Authentication>
  <Operation><NewEnquiry>
    <EnquiryNumber>1</EnquiryNumber>
    <ServiceCode>HM</ServiceCode>
    <SubjectCode>PTHL</SubjectCode>
    <EnquiryDescription>Mill Lane, opposite the chapel: Deep hole near the kerb…</EnquiryDescription>
  </NewEnquiry></Operation>
</ProcessOperationsRequest>`
export const draft = {
  recordType: 'Enquiry',
  reference: 'enquiry',
  key: 'PH-4127',
  subjectNumber: 'PH-4127',
  triggeredAt: ago(4),
  fields: [
    { target: 'ServiceCode', attribute: false, value: 'HM', source: 'text' },
    { target: 'SubjectCode', attribute: false, value: 'PTHL', source: 'text', problem: 'PTHL is not a subject of service HM.' },
    {
      target: 'EnquiryDescription',
      attribute: false,
      value: 'Mill Lane, opposite the chapel: Deep hole near the kerb. A cyclist swerved into the road.',
      source: '{{ case.values.where }}: {{ case.values.details }}',
      note: 'cut to 2000 characters',
    },
    {
      target: 'LoggedTime',
      attribute: false,
      value: '2026-11-21T02:36:00',
      raw: '2026-11-21T02:36:00Z',
      source: 'case.dates.created',
      note: 'in Europe/London',
    },
    { target: 'SIZE', attribute: true, value: 'm', source: 'case.values.size' },
    { target: 'CustomerEmail', attribute: false, value: null, source: 'person.email', note: 'left out: empty' },
  ],
}
export const delivery = (row) => ({
  ...row,
  event: { id: 'evt_1', type: 'case.created', source: '/cases', at: row.at },
  draft,
  steps: [
    {
      kind: 'create',
      done: row.state === 'delivered',
      inDoubt: row.state === 'waiting',
      result: row.record ? `Enquiry ${row.record}` : null,
    },
    { kind: 'readBack', done: row.state === 'delivered', inDoubt: false },
  ],
  attempts: Array.from({ length: row.attempts }, (_, index) => ({
    number: index + 1,
    step: 'create',
    at: row.at,
    durationMs: 412 + index * 31,
    fault: row.fault,
    note: null,
    exchanges: [
      {
        request,
        response: row.fault
          ? `<Fault><Reason>${row.fault.detail}</Reason></Fault>`
          : `<NewEnquiryResponse><Enquiry><EnquiryNumber>${row.record}</EnquiryNumber></Enquiry></NewEnquiryResponse>`,
        status: 200,
        durationMs: 400,
      },
    ],
  })),
  replays: [],
})
export { request as sampleRequest }
