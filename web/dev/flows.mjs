// Call flows of the mock, and what a run through one of them tells.
import { ago } from './clock.mjs'
import { flowNodes } from './flowNodes.mjs'
import { found, identified } from './sessions.mjs'

const node = (id, label, x, y, content, exits = {}) => ({ id, label, x, y, node: content, exits })
const lookup = (more) => ({
  kind: 'customerLookup',
  connectionId: 'con_3',
  by: 'automatic',
  fresh: null,
  items: { customerName: 'Name', tier: 'Tier__c' },
  openRecord: true,
  withinMs: 2500,
  ...more,
})
export const mainNumber = {
  name: 'Main number',
  summary: 'Known callers first; those with an urgent case before everybody.',
  match: { dnis: ['+442079460018', '+442079460019'], queues: [], channels: ['voice'], campaigns: [] },
  timeLimitMs: 8000,
  nodes: [
    node('n1', '', 200, 0, { kind: 'start' }, { next: 'n2' }),
    node('n2', 'Who is calling?', 182, 190, lookup(), { match: 'n3', noMatch: 'n6' }),
    node(
      'n3',
      'Open cases',
      40,
      380,
      {
        kind: 'advancedLookup',
        connectionId: 'con_3',
        query: {
          recordType: 'Case',
          fields: ['Subject', 'Priority'],
          condition: { kind: 'free', text: 'IsClosed = false AND Contact.Phone = {{ SYSTEM.CallerPhoneNumber }}' },
          most: 50,
        },
        take: 'first',
        items: { caseSubject: 'Subject', casePriority: 'Priority' },
        openRecord: false,
        withinMs: 2500,
      },
      { single: 'n4', multiple: 'n4', none: 'n7' },
    ),
    node(
      'n4',
      'Urgent?',
      40,
      570,
      {
        kind: 'branch',
        cases: [
          { port: 'case1', label: 'Urgent', all: [{ value: '{{ items.casePriority }}', operator: 'equals', against: 'High' }] },
          { port: 'case2', label: 'Gold customer', all: [{ value: '{{ items.tier }}', operator: 'startsWith', against: 'Gold' }] },
        ],
      },
      { case1: 'n5', case2: 'n5', otherwise: 'n7' },
    ),
    node('n5', 'To the front', -110, 760, { kind: 'priority', priority: 9 }, { next: 'n7' }),
    node(
      'n6',
      'Ticket number',
      420,
      380,
      {
        kind: 'collectCode',
        item: 'ticket',
        prompt: 'Please type your ticket number, then press the hash key.',
        minDigits: 4,
        maxDigits: 8,
        terminator: '#',
        timeoutSeconds: 8,
        tries: 2,
      },
      { collected: 'n7' },
    ),
    node('n7', '', 200, 950, { kind: 'queue', queue: 'Support', skills: ['en'] }, { next: 'n8' }),
    node('n8', '', 200, 1140, { kind: 'end', screenPop: 'records' }),
  ],
}
const answer = (id, flow, more) => ({ id, flow, version: 4, published: null, changedSincePublished: false, ...more })
const small = (name, match, more) => ({
  ...mainNumber,
  name,
  summary: '',
  match: { dnis: [], queues: [], channels: [], campaigns: [], ...match },
  nodes: [
    node('n1', '', 0, 0, { kind: 'start' }, { next: 'n2' }),
    node('n2', '', 0, 190, { kind: 'queue', queue: 'Support', skills: [] }, { next: 'n3' }),
    node('n3', '', 0, 380, { kind: 'end', screenPop: 'none' }),
  ],
  ...more,
})
export const flows = [
  answer('flw_1', mainNumber, { version: 12, published: { version: 3, at: ago(2900), by: 'Maria Nowak' }, changedSincePublished: true }),
  answer('flw_2', small('Renewals', { campaigns: ['Renewals'], channels: ['voice'] }), {
    published: { version: 1, at: ago(60000), by: 'Tom Hughes' },
  }),
  answer('flw_3', small('Everything else', {})),
]
export const versions = {
  flw_1: [
    { version: 3, at: ago(2900), by: 'Maria Nowak', note: 'Gold customers go first too.', current: true, flow: mainNumber },
    {
      version: 2,
      at: ago(20000),
      by: 'Tom Hughes',
      note: 'Asks for a ticket number.',
      current: false,
      flow: small('Main number', mainNumber.match),
    },
    { version: 1, at: ago(60000), by: 'Maria Nowak', note: '', current: false, flow: small('Main number', mainNumber.match) },
  ],
}

const kindOf = (name) => flowNodes.find((one) => one.kind === name)
const portsOf = (content) => [...(content.cases ?? []).map(({ port, label }) => ({ name: port, label })), ...kindOf(content.kind).ports]

/** A little of what the hub finds wrong. */
export function checkFlow(flow) {
  const problems = flow.name.trim() ? [] : [{ at: '/name', code: 'required', message: 'A flow needs a name of at most 100 characters.' }]
  const led = new Set(flow.nodes.flatMap((one) => Object.values(one.exits)))
  flow.nodes.forEach((one, index) => {
    const at = `/nodes/${index}`
    for (const { name, type, required, when } of kindOf(one.node.kind)?.form ?? []) {
      if (!required || (when && String(one.node[when.field]) !== when.value)) continue
      const value = type === 'query' ? one.node[name]?.recordType : one.node[name]
      if (value === undefined || value === null || value === '' || (typeof value === 'object' && Object.keys(value).length === 0))
        problems.push({ at: `${at}/node/${name}`, code: 'required', message: 'This is needed.' })
    }
    for (const { name, label } of portsOf(one.node))
      if (name !== 'several' && !one.exits[name])
        problems.push({ at: `${at}/exits/${name}`, code: 'warning-unwired', message: `“${label}” leads nowhere: the flow ends there.` })
    if (one.node.kind !== 'start' && !led.has(one.id))
      problems.push({ at, code: 'warning-unreached', message: 'Nothing leads to this node.' })
  })
  return problems
}

const ewa = {
  ...found('003RM000001aBcD', 'Contact', 'Ewa Lis'),
  connection: 'con_3',
  url: 'https://riverside.my.salesforce.com/003',
  open: true,
}
const known = { flow: null, runId: null, skills: [], screenPop: { url: ewa.url, records: [ewa] } }

/** Walks as the hub would, with made-up answers: a number that ends in 0 is nobody's. */
export function runFlow(flow, facts, codes) {
  const path = []
  const items = {}
  let queue = null
  let priority = null
  let skills = []
  let records = []
  for (let id = flow.nodes.find((one) => one.node.kind === 'start')?.id; id && path.length < 50; ) {
    const one = flow.nodes.find((other) => other.id === id)
    if (!one) break
    const { node: content } = one
    const step = {
      nodeId: id,
      kind: content.kind,
      label: one.label,
      port: 'next',
      why: 'The contact arrived.',
      elapsedMs: 0.2,
      details: null,
    }
    if (content.kind === 'customerLookup') {
      const hit = !(facts['session.ani'] ?? '0').endsWith('0')
      const none = { ...identified, verdict: 'noMatch', chosen: null, candidates: identified.candidates.slice(1), why: 'No record fits.' }
      Object.assign(step, { port: hit ? 'match' : 'noMatch', elapsedMs: 213, why: hit ? identified.why : none.why })
      step.details = { identified: hit ? identified : none, from: 'live', query: null }
      if (hit) {
        records = [ewa]
        Object.assign(items, { customerName: 'Ewa Lis', tier: 'Gold' })
      }
    } else if (content.kind === 'advancedLookup') {
      const record = { ...found('500RM01', 'Case', 'Broken lamp'), values: { Subject: 'Broken lamp', Priority: 'High' } }
      const why = 'One record meets the condition.'
      Object.assign(step, {
        port: 'single',
        elapsedMs: 148,
        why,
        details: { identified: null, from: null, query: { path: 'single', records: [record], why } },
      })
      Object.assign(items, { caseSubject: 'Broken lamp', casePriority: 'High' })
    } else if (content.kind === 'branch') {
      const hit = content.cases.find(({ all }) => all.every(({ value, against }) => items[value.replace(/[{} ]|items\./g, '')] === against))
      Object.assign(step, {
        port: hit?.port ?? 'otherwise',
        why: hit ? `“${hit.all[0].against}” is “${hit.all[0].against}”.` : 'No case fits.',
      })
    } else if (content.kind === 'collectCode') {
      const code = codes[id]
      if (!code) {
        path.push({ ...step, port: null, why: 'The caller is asked to type.' })
        const { item, prompt, minDigits, maxDigits, terminator, timeoutSeconds } = content
        const collect = { nodeId: id, item, prompt, minDigits, maxDigits, terminator, timeoutSeconds }
        return { ...known, status: 'collect', collect, queue, priority, items, records, screenPop: null, path, elapsedMs: total(path) }
      }
      items[content.item] = code
      Object.assign(step, { port: 'collected', why: `The caller typed ${code.length} digits.` })
    } else if (content.kind === 'queue') {
      queue = content.queue
      skills = content.skills ?? []
      step.why = `The contact goes to “${queue}”.`
    } else if (content.kind === 'priority') {
      priority = content.priority
      step.why = `The priority is ${priority}.`
    } else if (content.kind === 'end') Object.assign(step, { port: null, why: 'The flow ended.' })
    path.push(step)
    id = step.port ? one.exits[step.port] : undefined
  }
  return { ...known, status: 'finished', collect: null, queue, priority, skills, items, records, path, elapsedMs: total(path) }
}
const total = (path) => path.reduce((sum, { elapsedMs }) => sum + elapsedMs, 0)
