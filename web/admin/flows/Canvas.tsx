import '@xyflow/react/dist/base.css'
import { Menu, useComputedColorScheme } from '@mantine/core'
import { useReducedMotion } from '@mantine/hooks'
import {
  applyNodeChanges,
  Background,
  type Connection,
  Controls,
  type EdgeChange,
  MarkerType,
  MiniMap,
  type NodeChange,
  ReactFlow,
  ReactFlowProvider,
  useReactFlow,
} from '@xyflow/react'
import { type DragEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { dragType } from './drag'
import { mayConnect } from './graph'
import { KindItems } from './KindItems'
import { kindLabel, lookOf, portLabel } from './kinds'
import { nodeHeight } from './layout'
import type { CardNode } from './NodeCard'
import { NodeCard } from './NodeCard'
import { portsOf } from './ports'
import { takenEdges } from './run'
import type { NodeKind } from './types'
import { useWorkbench, type Workbench } from './workbench'

const types = { card: NodeCard }

export function Canvas() {
  return (
    <ReactFlowProvider>
      <Board />
    </ReactFlowProvider>
  )
}

/** A place on the canvas where a node is wanted, and the port that is to lead to it. */
interface Wish {
  left: number
  top: number
  at: { x: number; y: number }
  from?: { id: string; port: string }
}

function useCards(bench: Workbench) {
  const { flow, selected } = bench
  const [cards, set] = useState<CardNode[]>([])
  useEffect(() => {
    set((old) => {
      const known = new Map(old.map((card) => [card.id, card]))
      return flow.nodes.map((one) => ({
        ...known.get(one.id),
        id: one.id,
        type: 'card' as const,
        position: { x: one.x, y: one.y },
        data: { one },
        selected: selected.includes(one.id),
        deletable: one.node.kind !== 'start',
      }))
    })
  }, [flow, selected])
  return [cards, set] as const
}

function useEdges(bench: Workbench, chosen: string[]) {
  const { t } = useTranslation()
  const still = useReducedMotion()
  const { flow, kinds, run } = bench
  return useMemo(() => {
    const taken = takenEdges(run)
    const titles = new Map(flow.nodes.map((one) => [one.id, one.label || kindLabel(t, one.node.kind, kinds.get(one.node.kind))]))
    return flow.nodes.flatMap((one) =>
      portsOf(one, kinds.get(one.node.kind)).flatMap((port) => {
        const target = one.exits[port.name]
        if (!target || !titles.has(target)) return []
        const id = `${one.id}.${port.name}`
        const went = taken.has(`${id}>${target}`)
        const look = went ? 'taken' : run ? 'other' : ''
        const colour = went ? 'var(--accent)' : 'var(--wire)'
        return {
          id,
          source: one.id,
          sourceHandle: port.name,
          target,
          selected: chosen.includes(id),
          className: look,
          animated: went && !still,
          zIndex: went ? 2 : 0,
          markerEnd: { type: MarkerType.ArrowClosed, color: colour, width: 16, height: 16 },
          ariaLabel: t('flows.canvas.edge', {
            from: titles.get(one.id),
            port: portLabel(t, one.node.kind, port),
            to: titles.get(target),
          }),
        }
      }),
    )
  }, [flow, kinds, run, chosen, still, t])
}

function Board() {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const scheme = useComputedColorScheme('light')
  const still = useReducedMotion()
  const { screenToFlowPosition, fitView, setCenter, getZoom } = useReactFlow()
  const [cards, setCards] = useCards(bench)
  const [chosen, choose] = useState<string[]>([])
  const [wish, setWish] = useState<Wish>()
  const frame = useRef<HTMLDivElement>(null)
  const edges = useEdges(bench, chosen)
  const { readOnly, view } = bench
  const duration = still ? 0 : 300

  // biome-ignore lint/correctness/useExhaustiveDependencies: only a new wish moves the view
  useEffect(() => {
    if (view.turn === 0) return
    const one = bench.flow.nodes.find(({ id }) => id === view.node)
    // Cards that have just come must be drawn before they can be fitted in.
    const timer = setTimeout(() => {
      if (one) void setCenter(one.x + bench.widthOf(one.id) / 2, one.y + nodeHeight / 2, { zoom: Math.max(getZoom(), 0.8), duration })
      else void fitView({ padding: 0.15, maxZoom: 1.1, duration })
    }, 30)
    return () => clearTimeout(timer)
  }, [view])

  function changeNodes(changes: NodeChange<CardNode>[]) {
    setCards((old) => applyNodeChanges(changes, old))
    const picks = changes.filter((one) => one.type === 'select')
    if (picks.length > 0) {
      const next = new Set(bench.selected)
      for (const { id, selected } of picks) selected ? next.add(id) : next.delete(id)
      bench.select([...next])
    }
    const moved = changes.flatMap((one) =>
      one.type === 'position' && one.position && !one.dragging ? [[one.id, one.position] as const] : [],
    )
    if (moved.length > 0) bench.move(new Map(moved))
    const gone = changes.flatMap((one) => (one.type === 'remove' ? [one.id] : []))
    if (gone.length > 0) bench.remove(gone)
  }
  function changeEdges(changes: EdgeChange[]) {
    const next = new Set(chosen)
    for (const one of changes) {
      if (one.type === 'select') one.selected ? next.add(one.id) : next.delete(one.id)
      if (one.type === 'remove') cut(one.id)
    }
    choose([...next])
  }
  function cut(id: string) {
    const edge = edges.find((one) => one.id === id)
    if (edge) bench.disconnect(edge.source, edge.sourceHandle)
  }
  function connect({ source, sourceHandle, target }: Connection) {
    if (sourceHandle) bench.connect(source, sourceHandle, target)
  }
  function ask(clientX: number, clientY: number, from?: Wish['from']) {
    const box = frame.current?.getBoundingClientRect()
    if (readOnly || !box) return
    setWish({ left: clientX - box.left, top: clientY - box.top, at: screenToFlowPosition({ x: clientX, y: clientY }), from })
  }
  function drop(event: DragEvent) {
    const kind = bench.kinds.get(event.dataTransfer.getData(dragType))
    if (!kind) return
    event.preventDefault()
    const { x, y } = screenToFlowPosition({ x: event.clientX, y: event.clientY })
    bench.add(kind, { x: x - 116, y: y - 30 })
  }
  function addWished(kind: NodeKind) {
    if (wish) bench.add(kind, { x: wish.at.x - 116, y: wish.at.y }, wish.from)
    setWish(undefined)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is dropped here can also be added with a press in the palette
    <div ref={frame} className="flow-board" onDragOver={(event) => event.preventDefault()} onDrop={drop}>
      <ReactFlow
        nodes={cards}
        edges={edges}
        nodeTypes={types}
        colorMode={scheme}
        onNodesChange={changeNodes}
        onEdgesChange={changeEdges}
        onConnect={connect}
        isValidConnection={({ source, target }) => mayConnect(bench.flow, source, target)}
        onConnectEnd={(event, { fromNode, fromHandle, toNode }) => {
          if (toNode || fromHandle?.type !== 'source' || !fromHandle.id || !fromNode) return
          const { clientX, clientY } = 'changedTouches' in event ? (event.changedTouches[0] ?? { clientX: 0, clientY: 0 }) : event
          ask(clientX, clientY, { id: fromNode.id, port: fromHandle.id })
        }}
        onDoubleClick={(event) => {
          if ((event.target as HTMLElement).classList.contains('react-flow__pane')) ask(event.clientX, event.clientY)
        }}
        onNodeDoubleClick={() => bench.openForm()}
        zoomOnDoubleClick={false}
        nodesDraggable={!readOnly}
        nodesConnectable={!readOnly}
        edgesFocusable={false}
        deleteKeyCode={readOnly ? null : ['Delete', 'Backspace']}
        multiSelectionKeyCode={['Control', 'Meta', 'Shift']}
        minZoom={0.2}
        maxZoom={1.8}
        fitView
        fitViewOptions={{ padding: 0.15, maxZoom: 1.05 }}
        connectionRadius={32}
        connectionLineStyle={{ stroke: 'var(--accent)', strokeWidth: 2 }}
        ariaLabelConfig={{
          'node.a11yDescription.default': t('flows.canvas.nodeHelp'),
          'node.a11yDescription.keyboardDisabled': t('flows.canvas.nodeHelp'),
          'controls.ariaLabel': t('flows.canvas.controls'),
          'controls.zoomIn.ariaLabel': t('flows.canvas.zoomIn'),
          'controls.zoomOut.ariaLabel': t('flows.canvas.zoomOut'),
          'controls.fitView.ariaLabel': t('flows.canvas.fit'),
          'minimap.ariaLabel': t('flows.canvas.map'),
        }}
        aria-label={t('flows.canvas.label')}
      >
        <Background gap={22} size={1.2} color="var(--dots)" />
        <Controls showInteractive={false} fitViewOptions={{ padding: 0.15, maxZoom: 1.05, duration }} />
        <MiniMap
          pannable
          zoomable
          style={{ width: 132, height: 104 }}
          className="narrow-hide"
          nodeBorderRadius={8}
          maskColor="color-mix(in srgb, var(--paper) 72%, transparent)"
          nodeColor={(card) => `var(--tone-${lookOf((card as CardNode).data.one.node.kind).tone})`}
        />
      </ReactFlow>
      {wish && (
        <Menu opened onClose={() => setWish(undefined)} position="right-start" shadow="md" width={250}>
          <Menu.Target>
            <button
              type="button"
              tabIndex={-1}
              className="flow-wish"
              style={{ left: wish.left, top: wish.top }}
              aria-label={t('flows.tools.add')}
            />
          </Menu.Target>
          <Menu.Dropdown>
            <KindItems choose={addWished} />
          </Menu.Dropdown>
        </Menu>
      )}
    </div>
  )
}
