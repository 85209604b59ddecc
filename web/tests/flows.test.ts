import { readBack, written } from '@admin/flows/clipboard'
import { differences } from '@admin/flows/compare'
import { emptyQuery, fill, freeItem, itemName, shownFields, startContent } from '@admin/flows/form'
import { addNode, connect, disconnect, find, inOrder, moveNodes, paste, reachable, removeNodes, rewrite } from '@admin/flows/graph'
import { begin, edit, pause, redo, undo } from '@admin/flows/history'
import { arrange, nodeHeight, widthOf } from '@admin/flows/layout'
import { dialled, emptyMatch, matchesAnything, rivals, tidy, wrongNumbers } from '@admin/flows/match'
import { codeNodes, factsOf, fills, flowFacts, needsOf } from '@admin/flows/needs'
import { freePort, portsOf } from '@admin/flows/ports'
import { counted, isAdvice, placeOf, saidOf } from '@admin/flows/problems'
import { sent, whole } from '@admin/flows/reading'
import { takenEdges, turnsAt } from '@admin/flows/run'
import { startFrom, starts } from '@admin/flows/templates'
import type { CallFlow, FlowNode, FlowRun, NodeContent, NodeKind, SentFlow } from '@admin/flows/types'
import type { TFunction } from 'i18next'
import { describe, expect, it } from 'vitest'
import { flowNodes } from '../dev/flowNodes.mjs'
import { checkFlow, mainNumber } from '../dev/flows.mjs'

const kinds = new Map((flowNodes as NodeKind[]).map((kind) => [kind.kind, kind]))
const kind = (name: string) => kinds.get(name) as NodeKind
const node = (id: string, content: NodeContent, exits: Record<string, string> = {}): FlowNode => ({
  id,
  label: '',
  x: 0,
  y: 0,
  node: content,
  exits,
})
const flow = (...nodes: FlowNode[]): CallFlow => ({ name: 'A', summary: '', match: structuredClone(emptyMatch), timeLimitMs: 8000, nodes })
const small = flow(
  node('n1', { kind: 'start' }, { next: 'n2' }),
  node('n2', { kind: 'queue', queue: 'Support', skills: [] }, { next: 'n3' }),
  node('n3', { kind: 'end', screenPop: 'records' }),
)
const main = mainNumber as unknown as CallFlow
const t = ((key: string) => key) as unknown as TFunction

describe('the history of edits', () => {
  it('goes back and forth again', () => {
    const two = edit(edit(begin('a'), 'b'), 'c')
    expect(undo(two).now).toBe('b')
    expect(undo(undo(two)).now).toBe('a')
    expect(undo(undo(undo(two))).now).toBe('a')
    expect(redo(undo(two)).now).toBe('c')
    expect(redo(two)).toBe(two)
  })
  it('forgets what was undone once something else is done', () => {
    const other = edit(undo(edit(begin('a'), 'b')), 'x')
    expect(redo(other).now).toBe('x')
    expect(undo(other).now).toBe('a')
  })
  it('takes the letters of one field back together, and those after a pause by themselves', () => {
    const typed = edit(edit(begin(''), 'o', 'n1.label'), 'ok', 'n1.label')
    expect(undo(typed).now).toBe('')
    expect(undo(edit(pause(typed), 'ok!', 'n1.label')).now).toBe('ok')
    expect(undo(edit(typed, 'ok!', 'n2.label')).now).toBe('ok')
  })
  it('an edit that changes nothing is none', () => {
    const one = begin(small)
    expect(edit(one, small)).toBe(one)
  })
})

describe('edits of a flow', () => {
  it('a node is added under an id that is free, and led to', () => {
    const [next, id] = addNode(removeNodes(small, ['n2']), { kind: 'priority' }, { x: 1.4, y: 2 }, { id: 'n1', port: 'next' })
    expect(find(next, id)).toMatchObject({ x: 1, y: 2, exits: {} })
    expect(find(next, 'n1')?.exits).toEqual({ next: id })
    expect(new Set(next.nodes.map((one) => one.id)).size).toBe(3)
  })
  it('no line leads to the start, nor from a node to itself, nor to what is not there', () => {
    for (const to of ['n1', 'n2', 'n9']) expect(connect(small, 'n2', 'next', to)).toBe(small)
    expect(find(connect(small, 'n1', 'next', 'n3'), 'n1')?.exits).toEqual({ next: 'n3' })
    expect(find(disconnect(small, 'n1', 'next'), 'n1')?.exits).toEqual({})
  })
  it('what led to a node that goes away leads nowhere, and the start stays', () => {
    const without = removeNodes(small, ['n1', 'n2'])
    expect(without.nodes.map(({ id }) => id)).toEqual(['n1', 'n3'])
    expect(find(without, 'n1')?.exits).toEqual({})
    expect(removeNodes(small, ['n1'])).toBe(small)
  })
  it('pasted nodes keep the lines among them, under ids of their own', () => {
    const [next, ids] = paste(small, small.nodes, { x: 10, y: 20 })
    expect(ids).toHaveLength(2)
    expect(find(next, ids[0] as string)).toMatchObject({ x: 10, y: 20, exits: { next: ids[1] } })
    expect(new Set(next.nodes.map(({ id }) => id)).size).toBe(5)
  })
  it('what is copied is read back, and what is not ours is left alone', () => {
    expect(readBack(written(small.nodes))).toEqual(small.nodes)
    for (const other of ['', 'hello', '{"of":"liaison/call-flow-nodes"}', '{"of":"liaison/call-flow-nodes","nodes":[{"id":1}]}', 'null'])
      expect(readBack(other)).toBeUndefined()
  })
  it('moving to the same place is no edit', () => {
    expect(moveNodes(small, new Map([['n1', { x: 0.2, y: 0 }]]))).toBe(small)
    expect(find(moveNodes(small, new Map([['n1', { x: 7, y: 8 }]])), 'n1')).toMatchObject({ x: 7, y: 8 })
  })
  it('a port that is no more takes its line with it', () => {
    const branch = flow(
      node('n1', { kind: 'start' }),
      node('n2', { kind: 'branch', cases: [] }, { case1: 'n3', otherwise: 'n3' }),
      node('n3', { kind: 'end' }),
    )
    expect(find(rewrite(branch, 'n2', { kind: 'branch', cases: [] }, ['otherwise']), 'n2')?.exits).toEqual({ otherwise: 'n3' })
  })
  it('the outline follows the contact, and what no contact comes to is last', () => {
    const lost = { ...main, nodes: [node('lost', { kind: 'queue' }), ...main.nodes] }
    const order = inOrder(lost).map(({ id }) => id)
    expect(order[0]).toBe('n1')
    expect(order.at(-1)).toBe('lost')
    expect(order).toHaveLength(lost.nodes.length)
    expect(reachable(lost).has('lost')).toBe(false)
  })
  it('a circle is walked once', () => {
    const round = connect(connect(small, 'n2', 'next', 'n3'), 'n3', 'next', 'n2')
    expect(inOrder(round)).toHaveLength(3)
    expect(arrange(round, () => 1).size).toBe(3)
  })
})

it('a branch has a port for each case, whose name stays when another case goes', () => {
  const cases = [
    { port: 'case1', label: 'A', all: [] },
    { port: 'case3', label: 'C', all: [] },
  ]
  expect(portsOf({ node: { kind: 'branch', cases } }, kind('branch')).map(({ name }) => name)).toEqual(['case1', 'case3', 'otherwise'])
  expect(freePort(cases)).toBe('case2')
})

it('arranged, no node stands on another, and each stands below what leads to it', () => {
  const count = (id: string) => portsOf(find(main, id) as FlowNode, kinds.get(find(main, id)?.node.kind ?? '')).length
  const spots = [...arrange(main, count)].map(([id, spot]) => ({ id, ...spot, width: widthOf(count(id)) }))
  expect(spots).toHaveLength(main.nodes.length)
  for (const a of spots)
    for (const b of spots)
      if (a.id !== b.id && Math.abs(a.y - b.y) < nodeHeight)
        expect(a.x + a.width <= b.x || b.x + b.width <= a.x, `${a.id} on ${b.id}`).toBe(true)
  const y = new Map(spots.map((spot) => [spot.id, spot.y]))
  for (const one of main.nodes) for (const to of Object.values(one.exits)) expect(y.get(to)).toBeGreaterThan(y.get(one.id) as number)
})

describe('the form of a node', () => {
  it('A126: a lookup by an extra item asks for its name and the field that is searched, an automatic one does not', () => {
    const content = startContent(kind('customerLookup'))
    const names = (by: string) => shownFields(kind('customerLookup'), { ...content, by }).map(({ name }) => name)
    expect(content.by).toBe('automatic')
    expect(names('automatic')).not.toContain('item')
    expect(names('item')).toEqual(expect.arrayContaining(['item', 'recordType', 'field']))
  })
  it('A127: how long an earlier record counts is asked for where no fresh lookup is made', () => {
    const content = startContent(kind('customerLookup'))
    const asks = (fresh: boolean | null) =>
      shownFields(kind('customerLookup'), { ...content, fresh }).some(({ name }) => name === 'reuseDays')
    expect([asks(null), asks(true), asks(false)]).toEqual([false, false, true])
  })
  it('A132: a query reads the fields that go into extra items, each once', () => {
    const content = fill(kind('advancedLookup'), startContent(kind('advancedLookup')), 'items', { a: 'Name', b: 'Name', c: 'Owner.Name' })
    expect((content.query as typeof emptyQuery).fields).toEqual(['Name', 'Owner.Name'])
  })
  it('another record type makes the fields of the old one void, another connection all of it', () => {
    const lookup = kind('advancedLookup')
    const one = fill(lookup, startContent(lookup), 'query', {
      ...emptyQuery,
      recordType: 'Case',
      condition: { kind: 'one', field: 'Subject', operator: 'equals', value: 'x' },
    })
    const filled = fill(lookup, one, 'items', { a: 'Subject' })
    const other = fill(lookup, filled, 'query', { ...(filled.query as typeof emptyQuery), recordType: 'Lead' })
    expect(other.items).toEqual({})
    expect(other.query).toMatchObject({ recordType: 'Lead', fields: [], condition: { field: '', value: 'x' } })
    expect(fill(lookup, filled, 'connectionId', 'con_9')).toMatchObject({ connectionId: 'con_9', items: {}, query: emptyQuery })
  })
  it('a new node has what its kind begins with, and nothing is shared between two', () => {
    expect(startContent(kind('collectCode'))).toMatchObject({ minDigits: 1, terminator: '#', prompt: '' })
    expect(startContent(kind('queue')).skills).toEqual([])
    expect(startContent(kind('branch')).cases).not.toBe(startContent(kind('branch')).cases)
  })
  it('an extra item is named after its field', () => {
    expect(itemName('Account.Owner.Name')).toBe('accountOwnerName')
    expect(itemName('Tier__c')).toBe('tier')
    expect(freeItem(['name', 'name2'], 'name')).toBe('name3')
  })
})

describe('what a flow answers to', () => {
  it('a number is a whole one or a SIP address', () => {
    expect(dialled('+44 (20) 7946-0018')).toBe('+442079460018')
    expect(dialled('0048 22 123 45 67')).toBe('+48221234567')
    expect(dialled('sip:help@riverside.example')).toBe('sip:help@riverside.example')
    for (const wrong of ['', '7946 0018', '+0123456789', 'help', '+44']) expect(dialled(wrong)).toBeUndefined()
  })
  it('what is no number stays as it was written, to be put right', () => {
    expect(tidy(['+44 20 7946 0018', '+442079460018', 'abc '])).toEqual(['+442079460018', 'abc'])
    expect(wrongNumbers(['+442079460018', 'abc'])).toEqual(['abc'])
  })
  it('two flows that a contact might take just as well are told apart from two of which one beats the other', () => {
    const other = (match: object) => [{ id: 'flw_2', flow: { name: 'B', match: { ...emptyMatch, ...match } } }]
    const mine = { ...emptyMatch, dnis: ['+442079460018'], channels: ['voice'] }
    expect(rivals(mine, other({ dnis: ['+442079460018'], channels: ['voice', 'chat'] }))[0]?.shared).toBe('+442079460018, voice')
    expect(rivals(mine, other({ dnis: ['+442079460018'], channels: ['chat'] }))).toEqual([])
    expect(rivals(mine, other({ channels: ['voice'] }))).toEqual([])
    expect(rivals(emptyMatch, other({}))).toHaveLength(1)
    expect(matchesAnything(mine)).toBe(false)
  })
})

describe('a test run', () => {
  it('A137: there is a box for each value that the flow needs, each once', () => {
    const paths = needsOf(main, kinds).map(({ path }) => path)
    expect(paths).toEqual(
      expect.arrayContaining(['session.ani', 'session.dnis', 'customer.callerIdName', 'items.casePriority', 'items.tier']),
    )
    // The caller's number by its other name is asked for once.
    expect(paths).not.toContain('SYSTEM.CallerPhoneNumber')
    expect(new Set(paths).size).toBe(paths.length)
  })
  it('says which node fills an extra item, and asks for one that none does', () => {
    const byItem = node('n2', { kind: 'customerLookup', by: 'item', item: 'ticket', items: { name: 'Name' } })
    const needs = needsOf(flow(node('n1', { kind: 'start' }, { next: 'n2' }), byItem), kinds)
    expect(needs.find(({ path }) => path === 'items.ticket')?.filledBy).toBeUndefined()
    expect(needsOf(main, kinds).find(({ path }) => path === 'items.tier')?.filledBy?.id).toBe('n2')
    expect(fills(byItem, kind('customerLookup'))).toEqual(['name'])
  })
  it('A141: what is split is read, what it is split into is filled', () => {
    const split = node('n2', { kind: 'coalesce', from: 'items.names', items: ['first', 'second'], rest: 'others' })
    expect(fills(split, kind('coalesce'))).toEqual(['first', 'second', 'others'])
    expect(needsOf(flow(node('n1', { kind: 'start' }, { next: 'n2' }), split), kinds).map(({ path }) => path)).toContain('items.names')
    expect(flowFacts(flow(split), kinds).map(({ path }) => path)).toContain('items.first')
  })
  it('sends a caller’s number as the customer’s too, and nothing that is empty', () => {
    expect(factsOf({ 'session.ani': ' +442079460958 ', 'session.queue': ' ' })).toEqual({
      'session.ani': '+442079460958',
      'customer.phone': '+442079460958',
    })
    expect(codeNodes(main).map(({ id }) => id)).toEqual(['n6'])
  })
  it('draws the lines it went along, and counts the turns at a node', () => {
    const step = (nodeId: string, port: string | null) => ({ nodeId, port, kind: '', why: '', elapsedMs: 1 })
    const run = { path: [step('n1', 'next'), step('n2', 'noMatch'), step('n6', 'collected'), step('n2', null)] } as unknown as FlowRun
    expect([...takenEdges(run)]).toEqual(['n1.next>n2', 'n2.noMatch>n6', 'n6.collected>n2'])
    expect(turnsAt(run, 'n2').map(({ turn }) => turn)).toEqual([2, 4])
    expect(takenEdges(undefined).size).toBe(0)
  })
})

it('a problem leads to its node, its field or its port', () => {
  const problem = (at: string, code = 'required') => ({ at, code, message: at })
  expect(placeOf(small, problem('/nodes/1/node/queue'))).toEqual({ node: 'n2', field: 'queue' })
  expect(placeOf(small, problem('/nodes/1/exits/next'))).toEqual({ node: 'n2', port: 'next' })
  expect(placeOf(small, problem('/timeLimitMs'))).toEqual({ field: 'timeLimitMs' })
  expect(counted(small, [problem('/nodes/1/node/queue'), problem('/nodes/1'), problem('/name')]).get('n2')).toHaveLength(2)
  expect(saidOf(small, [problem('/nodes/1/node/items/a')], 'n2', 'items')).toBe('/nodes/1/node/items/a')
  expect([isAdvice(problem('', 'warning-unwired')), isAdvice(problem(''))]).toEqual([true, false])
})

it('two flows are compared by what they do, not by where their nodes stand', () => {
  expect(differences(small, moveNodes(small, new Map([['n2', { x: 99, y: 99 }]])))).toEqual([])
  const other = connect(
    rewrite(removeNodes(small, ['n3']), 'n2', { kind: 'queue', queue: 'Sales', skills: [] }, ['next']),
    'n1',
    'next',
    'n2',
  )
  expect(differences(small, other)).toEqual([
    expect.objectContaining({ what: 'changed', part: 'queue', was: 'Support', now: 'Sales' }),
    expect.objectContaining({ what: 'changed', part: '→ next', was: 'n3', now: undefined }),
    expect.objectContaining({ what: 'removed', node: expect.objectContaining({ id: 'n3' }) }),
  ])
  expect(differences(small, { ...small, name: 'B' })).toEqual([{ what: 'flow', part: 'name', was: 'A', now: 'B' }])
})

it.each(starts)('the template “%s” can be published as it is, once there is a connection and a queue', (start) => {
  const made = startFrom(start, t, 'New', 'con_3', 'Support')
  const wrong = (checkFlow(made) as { at: string; code: string; message: string }[]).filter((problem) => !isAdvice(problem))
  expect(wrong).toEqual([])
  expect(reachable(made).size).toBe(made.nodes.length)
  for (const one of made.nodes) {
    const form = kind(one.node.kind).form.map(({ name }) => name)
    expect(Object.keys(one.node).filter((name) => name !== 'kind' && !form.includes(name))).toEqual([])
  }
})

it('a flow is read with what the hub leaves out, and without what it says besides', () => {
  const said = { name: 'A', match: { dnis: ['+442079460018'], isForAll: false }, nodes: [{ id: 'n1', node: { kind: 'start' } }] }
  expect(whole(said as SentFlow)).toEqual({ ...flow(node('n1', { kind: 'start' })), match: { ...emptyMatch, dnis: ['+442079460018'] } })
  expect(whole(sent(main))).toEqual(main)
})
