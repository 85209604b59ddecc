// The kinds of node that the mock's call flows are made of.
const port = (name, label) => ({ name, label })
const field = (name, label, type, more = {}) => ({ name, label, help: '', type, required: false, ...more })
const kind = (name, label, summary, ports, form = []) => ({ kind: name, label, summary, ports, form })
const next = [port('next', 'Next')]
const connection = field('connectionId', 'Connection', 'connection', { required: true })
const items = field('items', 'Extra items', 'items')
const open = field('openRecord', 'Open the record', 'boolean', { default: false })
const within = field('withinMs', 'Time limit (ms)', 'number', { required: true, default: 2000, min: 100, max: 10000 })
const byItem = { field: 'by', value: 'item' }

export const flowNodes = [
  kind('start', 'Start', 'Where each contact begins.', next),
  kind(
    'customerLookup',
    'Look up the customer',
    'Finds the caller’s record in a connected system.',
    [port('match', 'Found'), port('several', 'Several'), port('noMatch', 'Not found')],
    [
      connection,
      field('by', 'Lookup type', 'choice', {
        required: true,
        default: 'automatic',
        choices: [
          { value: 'automatic', label: 'Automatic detection' },
          { value: 'item', label: 'By an extra item' },
        ],
      }),
      field('item', 'Extra item', 'item', { required: true, when: byItem }),
      field('recordType', 'Record type', 'recordType', { required: true, when: byItem }),
      field('field', 'Field', 'recordField', { required: true, when: byItem }),
      field('fresh', 'Fresh lookup on each call', 'boolean'),
      field('reuseDays', 'Days', 'number', { min: 1, max: 3650, when: { field: 'fresh', value: 'false' } }),
      items,
      open,
      within,
    ],
  ),
  kind(
    'advancedLookup',
    'Look up records',
    'Runs a query in a connected system.',
    [port('single', 'One found'), port('multiple', 'Several found'), port('none', 'None found')],
    [
      connection,
      field('query', 'Query', 'query', { required: true }),
      field('take', 'When several are found', 'choice', {
        required: true,
        default: 'first',
        choices: [
          { value: 'first', label: 'Take the first' },
          { value: 'all', label: 'Take all (CSV)' },
        ],
      }),
      items,
      open,
      within,
    ],
  ),
  kind(
    'branch',
    'Branch',
    'Goes by what is known.',
    [port('otherwise', 'Otherwise')],
    [field('cases', 'Cases', 'cases', { required: true })],
  ),
  kind('setItems', 'Set extra items', 'Sets extra items to texts.', next, [field('items', 'Extra items', 'items', { required: true })]),
  kind(
    'coalesce',
    'Split values',
    'Splits several values in one line.',
    [...next, port('empty', 'Nothing to split')],
    [
      field('from', 'Line', 'item', { required: true }),
      field('items', 'Extra items', 'itemNames', { required: true }),
      field('rest', 'Rest', 'item'),
    ],
  ),
  kind(
    'collectCode',
    'Ask for digits',
    'Asks the caller to type digits.',
    [port('collected', 'Typed'), port('none', 'Nothing typed')],
    [
      field('item', 'Extra item', 'item', { required: true }),
      field('prompt', 'Prompt', 'longText', { required: true }),
      field('minDigits', 'Least digits', 'number', { required: true, default: 1, min: 1, max: 50 }),
      field('maxDigits', 'Most digits', 'number', { required: true, default: 10, min: 1, max: 50 }),
      field('terminator', 'Last key', 'choice', {
        default: '#',
        choices: [
          { value: '#', label: '#' },
          { value: '*', label: '*' },
          { value: '', label: 'None' },
        ],
      }),
      field('timeoutSeconds', 'Seconds to wait', 'number', { required: true, default: 10, min: 1, max: 120 }),
      field('tries', 'Tries', 'number', { required: true, default: 3, min: 1, max: 10 }),
    ],
  ),
  kind('queue', 'Queue', 'Says which queue the contact goes to.', next, [
    field('queue', 'Queue', 'queue', { required: true }),
    field('skills', 'Skills', 'texts'),
  ]),
  kind('priority', 'Priority', 'Says how urgent the contact is.', next, [
    field('priority', 'Priority', 'number', { required: true, default: 5, min: 0, max: 9 }),
  ]),
  kind('end', 'End', 'Ends the flow.', [], [field('screenPop', 'Screen pop', 'text', { default: 'records' })]),
]
