import { ago } from './clock.mjs'

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
  connection(
    'con_3',
    'Salesforce',
    'ready',
    { delivered: 71, parked: 1 },
    { kind: 'salesforce', settings: { loginHost: 'https://test.salesforce.com' }, secretsSet: [] },
  ),
]
const setting = (name, label, type, help, more = {}) => ({ name, label, type, help, required: false, ...more })
export const connectors = [
  {
    kind: 'salesforce',
    name: 'Salesforce',
    summary: 'Finds whose call it is, and writes conversations down as contacts, leads, cases and tasks.',
    capabilities: ['authorize', 'describe', 'findRecords', 'listUsers', 'runQuery', 'testConnection', 'writeTogether'],
    templateKinds: ['create', 'update'],
    recordTypes: ['Contact', 'Lead', 'Case', 'Task'],
    settings: [
      setting('loginHost', 'Login host', 'url', 'Where people sign in.', {
        required: true,
        group: 'Connection',
        links: [{ label: 'Sandbox', url: 'https://test.salesforce.com' }],
      }),
    ],
    notices: [],
    docs: '/docs/salesforce',
  },
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
