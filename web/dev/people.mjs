// People, keys, the audit and case types of the mock.
import { ago } from './clock.mjs'

export const me = {
  user: {
    id: 'usr_1',
    name: 'Maria Nowak',
    email: 'maria@riverside.example',
    role: 'administrator',
    locale: 'en',
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
