// Believable data for the mock.
const now = Date.now()
export const ago = (minutes) => new Date(now - minutes * 60_000).toISOString()

export const me = {
  user: {
    id: 'usr_1',
    name: 'Maria Nowak',
    email: 'maria@riverside.example',
    role: 'administrator',
    locale: 'en-GB',
    timeZone: 'Europe/London',
  },
  tenant: { id: 'ten_1', name: 'Riverside Council' },
  version: '0.1.0',
}
export const users = [
  me.user,
  { id: 'usr_2', name: 'Tom Hughes', email: 'tom@riverside.example', role: 'supervisor' },
  { id: 'usr_3', name: 'Amira Khan', email: 'amira@riverside.example', role: 'agent', disabled: true },
]
export const keys = [
  {
    id: 'key_1',
    name: 'CRM Agent · Confirm live',
    scopes: ['integration'],
    connectionId: 'con_1',
    createdAt: ago(90000),
    lastUsedAt: ago(14),
    hint: 'lia_9fK2…',
  },
  { id: 'key_2', name: 'Web forms', scopes: ['cases:write', 'cases:read'], createdAt: ago(120000), lastUsedAt: ago(3), hint: 'lia_b81x…' },
  {
    id: 'key_3',
    name: 'Old web forms',
    scopes: ['cases:write'],
    createdAt: ago(500000),
    lastUsedAt: ago(130000),
    revokedAt: ago(120000),
    hint: 'lia_02aa…',
  },
]
export const audit = [
  { id: 'aud_1', at: ago(22), who: 'Maria Nowak', action: 'template.updated', subject: 'tpl_1', before: { rows: 8 }, after: { rows: 9 } },
  {
    id: 'aud_2',
    at: ago(1300),
    who: 'Maria Nowak',
    action: 'connection.updated',
    subject: 'con_1',
    before: { enabled: false },
    after: { enabled: true },
  },
]
const field = (name, label, type, more = {}) => ({ name, label, type, required: false, sensitive: false, ...more })
export const caseTypes = [
  {
    name: 'pothole',
    label: 'Pothole',
    titleField: 'where',
    fields: [
      field('where', 'Where is it?', 'text', { required: true, maxLength: 120 }),
      field('size', 'How big is it?', 'choice', {
        choices: [
          { value: 's', label: 'Smaller than a plate' },
          { value: 'm', label: 'Plate to bin lid' },
          { value: 'l', label: 'Larger than a bin lid' },
        ],
      }),
      field('depth', 'Depth in cm', 'number'),
      field('details', 'What did they tell us?', 'longText', { maxLength: 2000 }),
      field('danger', 'Dangerous to traffic', 'boolean'),
      field('seen', 'First seen', 'date'),
    ],
    statuses: [
      { name: 'new', label: 'New', kind: 'initial' },
      { name: 'raised', label: 'With highways', kind: 'normal' },
      { name: 'closed', label: 'Closed', kind: 'final' },
    ],
    dates: [{ name: 'due', label: 'Due' }],
    version: 4,
  },
  {
    name: 'street-light',
    label: 'Street light',
    titleField: 'column',
    fields: [field('column', 'Column number', 'text', { required: true }), field('fault', 'What is wrong?', 'longText')],
    statuses: [
      { name: 'new', label: 'New', kind: 'initial' },
      { name: 'closed', label: 'Closed', kind: 'final' },
    ],
    dates: [],
    version: 1,
  },
]
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
const connection = (id, name, health, counts, more = {}) => ({
  id,
  kind: 'confirm',
  name,
  enabled: health !== 'off',
  health,
  settings: {
    endpoint: 'https://confirm.example/ConfirmWebServices/Connector',
    username: 'liaison',
    password: null,
    tenantId: 'RIVERSIDE_LIVE',
    cacheSeconds: 3600,
    externalSystemNumber: '7',
    timeZone: 'Europe/London',
    setLoggedTime: true,
    confirmWebUrl: null,
  },
  secretsSet: ['password'],
  counts: { waiting: 0, running: 0, parked: 0, failed: 0, delivered: 0, ...counts },
  version: 6,
  ...more,
})
export const connections = [
  connection('con_1', 'Confirm live', 'ready', { waiting: 3, parked: 1, failed: 2, delivered: 1284 }),
  connection(
    'con_2',
    'Confirm training',
    'parked',
    { waiting: 12, delivered: 40 },
    {
      parked: {
        at: ago(55),
        fault: {
          kind: 'credentials',
          detail: 'Confirm refused the user name or password of “liaison-test”.',
          verdict: 'parkConnection',
          advice: 'Enter a working password on the General tab; the waiting deliveries then carry on by themselves.',
        },
      },
    },
  ),
]
const setting = (name, label, type, help, more = {}) => ({ name, label, type, help, required: false, ...more })
export const connectors = [
  {
    kind: 'confirm',
    name: 'Brightly Confirm',
    summary: 'Raises and updates Enquiries when cases change, and brings what happens in Confirm back to the case. For Confirm OnDemand.',
    capabilities: ['testConnection', 'describe', 'write', 'attach', 'receive'],
    templateKinds: ['create', 'update', 'incoming'],
    recordTypes: ['Enquiry'],
    settings: [
      setting('endpoint', 'Endpoint', 'url', 'The URL of the Confirm CRM Connector web service.', {
        required: true,
        placeholder: 'https://…',
      }),
      setting('username', 'Username', 'text', 'The Confirm user as whom Liaison works.', { required: true }),
      setting('password', 'Password', 'secret', null, { required: true }),
      setting('tenantId', 'Tenant ID', 'text', 'Also known as Database ID.', { required: true }),
      setting('cacheSeconds', 'Cache lookups for (seconds)', 'number', 'Code lists are kept this long. Empty: no caching.', {
        default: 3600,
      }),
      setting('externalSystemNumber', 'External System Number', 'text', 'Needed to receive updates from Confirm.', {
        group: 'Updates and times',
      }),
      setting('timeZone', 'Timezone', 'timeZone', 'The time zone that is set in Confirm.', {
        required: true,
        group: 'Updates and times',
        default: 'Europe/London',
      }),
      setting(
        'setLoggedTime',
        'Set Logged Time?',
        'boolean',
        'On: the time at which the rule fired. Off: Confirm’s clock when the Enquiry arrives.',
        { group: 'Updates and times', default: true },
      ),
      setting(
        'confirmWebUrl',
        'ConfirmWeb base URL',
        'url',
        'Set: files are uploaded to Confirm. Empty: the Enquiry Document holds a link.',
        { group: 'Documents', links: [{ label: 'Which URL for Confirm OnDemand?', url: 'https://example.org/ondemand' }] },
      ),
    ],
    docs: '/docs/confirm',
  },
]
export const references = [
  { id: 'ref_1', name: 'enquiry', label: 'Highways enquiry', version: 1, cases: 1286 },
  { id: 'ref_2', name: 'inspection', label: 'Inspection', version: 1, cases: 0 },
]
export const templates = [
  {
    id: 'tpl_1',
    connectionId: 'con_1',
    name: 'Raise a pothole',
    kind: 'create',
    recordType: 'Enquiry',
    reference: 'enquiry',
    active: true,
    version: 9,
    problems: [],
    rows: [
      { target: { field: 'ServiceCode' }, source: { text: 'HM' } },
      { target: { field: 'SubjectCode' }, source: { text: 'POTH' } },
      { target: { field: 'EnquiryDescription' }, source: { text: '{{ case.values.where }}: {{ case.values.details }}' } },
      { target: { field: 'SiteCode' }, source: { fact: 'address.usrn' }, default: '66666' },
      { target: { field: 'LoggedTime' }, source: { fact: 'case.dates.created' }, ignoreEmpty: true },
      { target: { field: 'CustomerSurname' }, source: { fact: 'person.surname' }, ignoreEmpty: true },
      { target: { attribute: 'SIZE' }, source: { fact: 'case.values.size' }, ignoreEmpty: true },
    ],
  },
  {
    id: 'tpl_2',
    connectionId: 'con_1',
    name: 'Update a pothole',
    kind: 'update',
    recordType: 'Enquiry',
    reference: 'enquiry',
    active: true,
    version: 2,
    problems: [],
    rows: [{ target: { field: 'StatusLogNotes' }, source: { fact: 'case.values.details' }, ignoreEmpty: true }],
  },
  {
    id: 'tpl_3',
    connectionId: 'con_1',
    name: 'Status back to the case',
    kind: 'incoming',
    recordType: 'Enquiry',
    reference: 'enquiry',
    active: true,
    version: 2,
    problems: [{ at: '/rows/1/map', code: 'unknown-status', message: 'The status “done” does not exist any more.', severity: 'error' }],
    rows: [
      { source: { record: 'EnquiryStatusCode' }, target: { caseStatus: true }, map: { CLSD: 'closed', '0100': 'raised' } },
      { source: { attribute: 'SIZE' }, target: { caseField: 'size' } },
      { source: { record: 'StatusLogNotes' }, target: { note: true } },
    ],
  },
]
const describe = (name, label, group, more = {}) => ({
  name,
  label,
  group,
  type: 'text',
  creatable: true,
  updatable: true,
  readable: true,
  requiredOnCreate: false,
  ...more,
})
export const recordTypes = [
  {
    name: 'Enquiry',
    label: 'Enquiry',
    attributes: true,
    fields: [
      describe('ServiceCode', 'Service code', 'Classification', { codes: 'services', requiredOnCreate: true }),
      describe('SubjectCode', 'Subject code', 'Classification', { codes: 'subjects', requiredOnCreate: true }),
      describe('EnquiryStatusCode', 'Status code', 'Classification', { codes: 'statuses', creatable: false }),
      describe('EnquiryDescription', 'Enquiry description', 'Details', { maxLength: 2000 }),
      describe('EnquiryLocation', 'Location', 'Details', { maxLength: 2000 }),
      describe('StatusLogNotes', 'Status log notes', 'Details', { maxLength: 2000 }),
      describe('LoggedTime', 'Logged time', 'Details', { type: 'dateTime' }),
      describe('SiteCode', 'Site code', 'Place'),
      describe('EnquiryX', 'Easting', 'Place'),
      describe('EnquiryY', 'Northing', 'Place'),
      describe('CustomerSurname', 'Customer surname', 'Customer', { maxLength: 50 }),
      describe('CustomerEmail', 'Customer e-mail', 'Customer'),
      describe('CustomerTypeCode', 'Customer type code', 'Customer', { codes: 'customerTypes' }),
      describe('PointOfContactCode', 'Point of contact code', 'Customer', { codes: 'pointsOfContact' }),
      describe('EnquiryMethodCode', 'Enquiry method code', 'Customer', { codes: 'enquiryMethods' }),
    ],
  },
]
export const codes = {
  services: [
    { code: 'HM', name: 'Highways maintenance' },
    { code: 'SL', name: 'Street lighting' },
    { code: 'WN', name: 'Waste and cleansing' },
  ],
  subjects: [
    { code: 'POTH', name: 'Pothole', parent: 'HM' },
    { code: 'KERB', name: 'Damaged kerb', parent: 'HM' },
    { code: 'LOUT', name: 'Light out', parent: 'SL' },
  ],
  statuses: [
    { code: '0100', name: 'Received' },
    { code: 'CLSD', name: 'Closed' },
  ],
  customerTypes: [{ code: 'PUB', name: 'Public' }],
  pointsOfContact: [{ code: 'CC', name: 'Contact centre' }],
  enquiryMethods: [
    { code: 'TEL', name: 'Telephone' },
    { code: 'WEB', name: 'Web site' },
  ],
}
const fact = (path, label, group) => ({ path, label, group, type: 'text' })
export const facts = [
  ...caseTypes.flatMap((type) => type.fields.map(({ name, label }) => fact(`case.values.${name}`, label, 'caseField'))),
  fact('case.number', 'Case number', 'case'),
  fact('case.url', 'Case link', 'case'),
  fact('case.dates.created', 'Created', 'caseDate'),
  fact('case.dates.updated', 'Changed', 'caseDate'),
  fact('person.surname', 'Surname', 'person'),
  fact('person.forename', 'Forename', 'person'),
  fact('person.email', 'E-mail', 'person'),
  fact('address.usrn', 'USRN', 'address'),
  fact('address.easting', 'Easting', 'address'),
  fact('address.northing', 'Northing', 'address'),
]
export const rules = [
  {
    id: 'rul_1',
    caseType: 'pothole',
    name: 'Raise in Confirm',
    enabled: true,
    when: { on: 'created' },
    conditions: [{ fact: 'case.values.size', operator: 'in', value: ['m', 'l'] }],
    actions: [
      { kind: 'applyIntegration', connectionId: 'con_1', templateId: 'tpl_1' },
      { kind: 'setStatus', status: 'raised' },
    ],
    version: 2,
  },
  {
    id: 'rul_2',
    caseType: 'pothole',
    name: 'Tell Confirm about changes',
    enabled: true,
    when: { on: 'updated' },
    conditions: [],
    actions: [{ kind: 'applyIntegration', connectionId: 'con_1', templateId: 'tpl_2' }],
    version: 1,
  },
  {
    id: 'rul_3',
    caseType: 'pothole',
    name: 'Note for dangerous ones',
    enabled: false,
    when: { on: 'fieldChanged', field: 'danger' },
    conditions: [{ fact: 'case.values.danger', operator: 'equals', value: 'true' }],
    actions: [{ kind: 'addNote', text: 'Ring the duty engineer.' }],
    version: 1,
  },
]
const streets = [
  'Mill Lane, opposite the chapel',
  'Station Road, outside 14',
  'High Street by the crossing',
  'Abbey Walk, north end',
  'Quay Street car park entrance',
  'Church Hill, on the bend',
  'Orchard Way',
  'Bridge Street, westbound lane',
]
const people = ['Grace Turner', 'Owen Davies', 'Priya Shah', null, 'Jan Kowalski', 'Élodie Martin', 'Ruth Bell', 'Sam Price']
const link = (record) => ({
  reference: 'enquiry',
  label: 'Highways enquiry',
  connectionId: 'con_1',
  connectionName: 'Confirm live',
  record,
  url: `https://confirm.example/enquiry/${record}`,
  linkedAt: ago(60),
})
export const cases = Array.from({ length: 24 }, (_, index) => ({
  id: `cas_${index + 1}`,
  number: `PH-${4127 - index}`,
  type: 'pothole',
  typeLabel: 'Pothole',
  status: ['new', 'raised', 'raised', 'closed'][index % 4],
  statusLabel: ['New', 'With highways', 'With highways', 'Closed'][index % 4],
  title: streets[index % 8],
  values: {
    where: streets[index % 8],
    size: 'm',
    depth: 9,
    details: 'Deep hole near the kerb. A cyclist swerved into the road.\nWater stands in it after rain.',
    danger: index % 3 === 0,
    seen: '2026-11-17',
  },
  person: people[index % 8] && {
    title: 'Ms',
    forename: people[index % 8].split(' ')[0],
    surname: people[index % 8].split(' ')[1],
    fullName: people[index % 8],
    email: 'caller@example.org',
    phone: '+44 1632 960123',
    reference: null,
  },
  address: {
    summary: `${streets[index % 8]}, Riverside RV1 ${index}AB`,
    uprn: '10001234567',
    usrn: '21900411',
    easting: 431245.5,
    northing: 287663.2,
  },
  dates: { created: ago(40 + index * 190), updated: ago(6 + index * 97), due: ago(-4000) },
  references: index % 4 === 0 ? [] : [link(String(2041877 - index * 3))],
  attachments:
    index % 2
      ? [
          {
            id: 'att_1',
            name: 'pothole-mill-lane.jpg',
            description: 'Photo from the caller',
            contentType: 'image/jpeg',
            size: 1843200,
            addedAt: ago(35),
            addedBy: 'Web forms',
            url: `/api/v1/cases/cas_${index + 1}/attachments/att_1`,
          },
        ]
      : [],
  deliveries: [
    { waiting: 0, failed: 1, parked: 0, delivered: 0 },
    { waiting: 1, failed: 0, parked: 0, delivered: 2 },
    { waiting: 0, failed: 0, parked: 0, delivered: 3 },
    { waiting: 0, failed: 0, parked: 1, delivered: 1 },
  ][index % 4],
  version: 3,
}))
export const history = [
  {
    id: 'his_5',
    at: ago(6),
    who: 'Confirm live',
    kind: 'status',
    text: 'Status changed by an update of Enquiry 2041874',
    from: 'New',
    to: 'With highways',
    delivery: 'dlv_3',
  },
  { id: 'his_4', at: ago(34), who: 'Liaison', kind: 'reference', text: 'Highways enquiry is 2041874', delivery: 'dlv_2' },
  { id: 'his_3', at: ago(35), who: 'Web forms', kind: 'attachment', text: 'pothole-mill-lane.jpg attached' },
  { id: 'his_2', at: ago(36), who: 'Amira Khan', kind: 'note', text: 'Caller says the bus stops right beside it.' },
  { id: 'his_1', at: ago(40), who: 'Web forms', kind: 'created', text: 'Case created' },
]
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
