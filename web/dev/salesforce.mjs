// A Salesforce connection of the mock: what may be chosen in it.
import { ago } from './clock.mjs'

export const grant = {
  state: 'connected',
  redirectUrl: 'https://liaison.riverside.example/integration/oauth/callback',
  providerApp: false,
  account: { userId: '005RM000001', userName: 'liaison@riverside.example.uat', email: 'liaison@riverside.example' },
  organisation: '00DRM0000004abc',
  instance: 'https://riverside--uat.sandbox.my.salesforce.com',
  connectedAt: ago(4000),
  expiresAt: ago(-60),
  callBudget: { used: 61240, limit: 100000, at: ago(2), heldBackUntil: null },
  fault: null,
}
const field = (name, label, more = {}) => ({
  name,
  label,
  group: 'Fields',
  type: 'text',
  maxLength: null,
  creatable: true,
  updatable: true,
  readable: true,
  requiredOnCreate: false,
  codes: null,
  codesParent: null,
  ...more,
})
const type = (name, ...fields) => ({ name, label: name, fields: fields.map((one) => field(one, one)), attributes: false })
export const recordTypes = [
  type('Contact', 'LastName', 'FirstName', 'Phone', 'MobilePhone', 'Email'),
  type('Lead', 'LastName', 'Company', 'Phone', 'Email', 'Status'),
  {
    name: 'Case',
    label: 'Case',
    attributes: false,
    fields: [field('Subject', 'Subject', { maxLength: 255 }), ...['Description', 'Origin', 'SuppliedName'].map((one) => field(one, one))],
  },
  type('Task', 'Subject', 'Description', 'Status', 'ActivityDate'),
]
const rules = {
  rules: [
    {
      recordType: 'Contact',
      enabled: true,
      by: [
        { fact: 'customer.phone', kind: 'phone', fields: ['Phone', 'MobilePhone'] },
        { fact: 'customer.email', kind: 'email', fields: ['Email'] },
      ],
    },
    { recordType: 'Lead', enabled: true, by: [{ fact: 'customer.phone', kind: 'phone', fields: ['Phone'] }] },
    { recordType: 'Case', enabled: false, by: [{ fact: 'items.caseNumber', kind: 'code', fields: ['CaseNumber'] }] },
  ],
  several: 'latest',
  reuseDays: 0,
  defaultRegion: 'GB',
  leastDigits: 8,
}
export const identification = { rules, beginning: rules, version: 0 }
const mapping = (recordType, shown, ...rows) => ({ recordType, shown, rows })
const named = (name, channels, one, more = {}) => ({ ...one, name, channels, inUse: true, ...more })
const contactField = (name, label, type = 'text', says = `The contact’s ${label.toLowerCase()}.`) => ({
  name,
  label,
  fact: `session.${name}`,
  type,
  says,
})
const fact = (path, to, more = {}) => ({ source: { fact: path }, target: { field: to }, ignoreEmpty: true, ...more })
const mappings = [
  mapping(
    'Contact',
    ['Name', 'Phone', 'Account.Name'],
    fact('customer.name', 'LastName', { default: 'Unknown' }),
    fact('customer.phone', 'Phone'),
  ),
  mapping(
    'Task',
    ['Subject', 'Status'],
    { source: { text: '{{ session.channel.label }}: {{ customer.name }}' }, target: { field: 'Subject' }, ignoreEmpty: true },
    fact('session.channel', 'Status', { map: { voice: 'Completed', '*': 'Open' } }),
  ),
]
const when = (channel, moment, action) => ({ channel, moment, action, found: 'fillEmpty' })
const preset = (name, label, summary, action) => ({
  name,
  label,
  summary,
  triggers: [when('voice', 'ended', action), when('chat', 'started', action), when('offline', 'offlineMessageReceived', action)],
})
export const conversations = {
  policy: {
    automatic: true,
    triggers: [when('voice', 'ended', 'contactAndTask')],
    mappings: [
      ...mappings,
      named(
        'Calls',
        'voice',
        mapping('Case', [], fact('voice.ani', 'SuppliedName'), fact('variables.order', 'Subject'), fact('voice.tags', 'Description')),
      ),
      named('Calls', 'voice', mapping('Contact', [], fact('customer.name', 'LastName'))),
      named(
        'Written',
        'digital',
        mapping('Case', [], fact('digital.transcriptionText', 'Subject'), fact('digital.channelType', 'Origin')),
        {
          description: 'Chats and e-mail, with the transcript',
        },
      ),
      named('Winter campaign', 'voice', mapping('Case', [], fact('voice.skillName', 'Subject')), { inUse: false }),
    ],
    times: { voice: 'afterWrapUp', digital: 'whenReleased', late: 'patchedIn', wrapUpMinutes: 30 },
    push: { recordings: false, notes: true, transcripts: true, attachments: true },
    filing: { campaign: null, campaignsByName: null, defaultOwnerEmail: null, otherPhones: true, caseDuringContact: false },
  },
  vocabulary: {
    actions: [
      { name: 'contactAndCase', label: 'Create or update a contact, and attach a case', person: 'Contact', activity: 'Case' },
      { name: 'leadAndTask', label: 'Create or update a lead, and attach a task', person: 'Lead', activity: 'Task' },
      { name: 'contactAndTask', label: 'Create or update a contact, and attach a task', person: 'Contact', activity: 'Task' },
    ],
    links: [],
    mappings,
    presets: [
      preset('sales', 'Sales', 'Somebody unknown becomes a lead; every conversation becomes a task.', 'leadAndTask'),
      preset('support', 'Support', 'Somebody unknown becomes a contact; every conversation becomes a case.', 'contactAndCase'),
    ],
    identification: rules,
    contact: {
      digital: [
        contactField('agentName', 'Agent Name'),
        contactField('channelType', 'Channel Type'),
        contactField('transcriptionText', 'Transcription Text', 'longText'),
      ],
      voice: [
        contactField('agentName', 'Agent Name'),
        contactField('ani', 'ANI'),
        contactField('skillName', 'Skill Name'),
        contactField('tags', 'Tags'),
      ],
    },
  },
  version: 0,
}
export const dynamicData = {
  policy: {
    mappings: [
      {
        name: 'At a glance',
        description: 'For everybody',
        inUse: true,
        records: [
          { recordType: 'Contact', fields: ['FirstName', 'MobilePhone', 'Email'] },
          { recordType: 'Case', fields: ['Subject', 'Origin'] },
        ],
      },
      { name: 'Winter', inUse: false, records: [{ recordType: 'Contact', fields: ['Phone'] }] },
    ],
  },
  everyones: { mostText: 5, mostOther: 3, most: null },
  version: 1,
}
const user = (name, mail, ready, why) => ({
  id: `usr_${mail}`,
  name,
  email: `${mail}@riverside.example`,
  theirs: ready ? { id: '005', name, email: `${mail}@riverside.example`, problem: null } : null,
  ready,
  why,
})
export const matched = [
  user('Tom Hughes', 'tom', true, 'Records can be theirs.'),
  user('Amira Khan', 'amira', false, 'Nobody over there has this e-mail address.'),
]
export const queryFields = (path) =>
  path
    ? [{ path: `${path}.Name`, label: 'Name', type: 'string', filterable: true, opens: null }]
    : [
        { path: 'Name', label: 'Name', type: 'string', filterable: true, opens: null },
        { path: 'Email', label: 'E-mail', type: 'email', filterable: true, opens: null },
        { path: 'AccountId', label: 'Account', type: 'reference', filterable: true, opens: 'Account' },
      ]
