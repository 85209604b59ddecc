import { caseTypes } from './people.mjs'

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
