import { useEffect, useMemo, useReducer, useRef, useState } from 'react'
import { readBack, written } from './clipboard'
import { fill, startContent } from './form'
import * as graph from './graph'
import { begin, edit, type History, pause, redo, undo } from './history'
import { arrange, stepDown, widthOf } from './layout'
import { portsOf } from './ports'
import type { CallFlow, NodeKind } from './types'

type Act =
  | { type: 'edit'; edit: (flow: CallFlow) => CallFlow; what?: string }
  | { type: 'undo' | 'redo' | 'pause' }
  | { type: 'set'; flow: CallFlow }

function step(history: History<CallFlow>, act: Act): History<CallFlow> {
  switch (act.type) {
    case 'edit':
      return edit(history, act.edit(history.now), act.what)
    case 'undo':
      return undo(history)
    case 'redo':
      return redo(history)
    case 'pause':
      return pause(history)
    case 'set':
      return { ...history, now: act.flow, last: undefined }
  }
}

// What was copied last, for whoever pastes with a press on a button; the keyboard goes through the clipboard of the device.
let copied = ''

/** A flow being drawn: what it is, what of it is chosen, and all that can be done with it. */
export function useDesigner(saved: CallFlow, kinds: Map<string, NodeKind>, readOnly: boolean) {
  const [history, act] = useReducer(step, saved, begin)
  const [selected, select] = useState<string[]>([])
  const [baseline, setBaseline] = useState(() => JSON.stringify(saved))
  const flow = history.now
  const dirty = useMemo(() => !readOnly && JSON.stringify(flow) !== baseline, [flow, baseline, readOnly])
  const settled = useRef(false)
  const latest = useRef(flow)
  latest.current = flow
  const kindOf = (id: string, of = latest.current) => kinds.get(graph.find(of, id)?.node.kind ?? '')

  const apply = (change: (flow: CallFlow) => CallFlow, what?: string) => {
    if (readOnly) return
    settled.current = false
    act({ type: 'edit', edit: change, what })
  }
  useEffect(() => {
    // What is chosen and then undone is no longer there to be chosen.
    select((now) => (now.every((id) => graph.find(flow, id)) ? now : now.filter((id) => graph.find(flow, id))))
  }, [flow])

  /** Below a node, as near to one of its ports as there is room. */
  function below(id: string, port?: string): graph.Spot {
    const now = latest.current
    const above = graph.find(now, id)
    if (!above) return { x: 0, y: 0 }
    const ports = portsOf(above, kindOf(id))
    const row = Math.max(
      ports.findIndex(({ name }) => name === port),
      0,
    )
    const at = { x: above.x + (row - (ports.length - 1) / 2) * 276, y: above.y + stepDown }
    while (now.nodes.some(({ x, y }) => Math.abs(x - at.x) < 240 && Math.abs(y - at.y) < 130)) at.x += 276
    return at
  }
  /** Below what is chosen, and led to from its first port that leads nowhere; where nothing is chosen, below all. */
  function placeFor(): { at: graph.Spot; from?: { id: string; port: string } } {
    const now = latest.current
    const above = selected.length === 1 ? graph.find(now, selected[0] ?? '') : undefined
    if (!above) return { at: { x: 0, y: Math.max(0, ...now.nodes.map(({ y }) => y)) + stepDown } }
    const port = portsOf(above, kindOf(above.id)).find(({ name }) => !above.exits[name])?.name
    return { at: below(above.id, port), from: port ? { id: above.id, port } : undefined }
  }
  function add(kind: NodeKind, at?: graph.Spot, from?: { id: string; port: string }): string | undefined {
    if (readOnly) return undefined
    const place = at ? { at, from } : from ? { at: below(from.id, from.port), from } : placeFor()
    const [next, id] = graph.addNode(latest.current, startContent(kind), place.at, place.from)
    apply(() => next)
    latest.current = next
    select([id])
    return id
  }
  const nodesOf = (chosen: string[]) => latest.current.nodes.filter(({ id }) => chosen.includes(id))
  function copy(chosen = selected): string | undefined {
    const nodes = nodesOf(chosen).filter((one) => !graph.isStart(one))
    if (nodes.length === 0) return undefined
    copied = written(nodes)
    return copied
  }
  function paste(text = copied, by: graph.Spot = { x: 48, y: 48 }): boolean {
    const nodes = readBack(text)
    if (!nodes || readOnly) return false
    const [next, ids] = graph.paste(latest.current, nodes, by)
    apply(() => next)
    select(ids)
    return true
  }
  return {
    flow,
    selected,
    select,
    dirty,
    readOnly,
    kinds,
    canUndo: history.past.length > 0,
    canRedo: history.future.length > 0,
    wouldLose: () => dirty && !settled.current,
    undo: () => act({ type: 'undo' }),
    redo: () => act({ type: 'redo' }),
    /** What is typed from here on is undone by itself. */
    pause: () => act({ type: 'pause' }),
    /** What the hub keeps now. */
    settle(next: CallFlow) {
      settled.current = true
      setBaseline(JSON.stringify(next))
      act({ type: 'set', flow: next })
    },
    /** As if this were what had been read: what is on the page is then a change of it. */
    rebase: (theirs: CallFlow) => setBaseline(JSON.stringify(theirs)),
    set: (part: Partial<CallFlow>, what?: string) => apply((now) => ({ ...now, ...part }), what),
    replace: (next: CallFlow) => apply(() => next),
    add,
    copy,
    paste,
    duplicate: (chosen = selected) => {
      const nodes = nodesOf(chosen).filter((one) => !graph.isStart(one))
      if (nodes.length > 0) paste(written(nodes))
    },
    remove: (chosen = selected) => apply((now) => graph.removeNodes(now, chosen)),
    connect: (from: string, port: string, to: string) => apply((now) => graph.connect(now, from, port, to)),
    disconnect: (from: string, port: string) => apply((now) => graph.disconnect(now, from, port)),
    move: (to: Map<string, graph.Spot>) => apply((now) => graph.moveNodes(now, to)),
    relabel: (id: string, label: string) => apply((now) => graph.relabel(now, id, label), `${id}.label`),
    fill: (id: string, name: string, value: unknown) =>
      apply((now) => {
        const one = graph.find(now, id)
        if (!one) return now
        const content = fill(kindOf(id, now), one.node, name, value)
        const ports = portsOf({ node: content }, kindOf(id, now)).map((port) => port.name)
        return graph.rewrite(now, id, content, ports)
      }, `${id}.${name}`),
    arrange: () =>
      apply((now) =>
        graph.moveNodes(
          now,
          arrange(now, (id) => portsOf(graph.find(now, id) ?? { node: { kind: '' } }, kindOf(id, now)).length),
        ),
      ),
    widthOf: (id: string) => widthOf(portsOf(graph.find(flow, id) ?? { node: { kind: '' } }, kindOf(id)).length),
  }
}

export type DesignerState = ReturnType<typeof useDesigner>
