import { Tone } from '@shared/components/Tone'
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react'
import { Handle, type Node, type NodeProps, Position } from '@xyflow/react'
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import { kindLabel, lookOf, portLabel } from './kinds'
import { portsOf } from './ports'
import { counted, isAdvice } from './problems'
import { turnsAt } from './run'
import { saysOf } from './says'
import type { FlowNode } from './types'
import { useWorkbench } from './workbench'

export type CardNode = Node<{ one: FlowNode }, 'card'>

/** A node as it stands on the canvas: what it is, what it does, and a way out for each port. */
export const NodeCard = memo(function NodeCard({ data: { one }, selected }: NodeProps<CardNode>) {
  const { t } = useTranslation()
  const { kinds, connections, checked, run, readOnly, widthOf } = useWorkbench()
  const kind = kinds.get(one.node.kind)
  const { icon: Mark, tone } = lookOf(one.node.kind)
  const found = counted(checked.flow, checked.problems).get(one.id) ?? []
  const wrong = found.filter((problem) => !isAdvice(problem)).length
  const turns = turnsAt(run, one.id)
  const spent = turns.reduce((sum, { step }) => sum + step.elapsedMs, 0)
  const name = kindLabel(t, one.node.kind, kind)
  return (
    <div
      className={`flow-card ${tone}`}
      style={{ width: widthOf(one.id) }}
      data-selected={selected || undefined}
      data-wrong={wrong > 0 || undefined}
      data-taken={turns.length > 0 || undefined}
      data-passed={(run && turns.length === 0) || undefined}
    >
      {one.node.kind !== 'start' && <Handle type="target" position={Position.Top} isConnectable={!readOnly} />}
      <div className="flow-card-head">
        <span className="flow-mark">
          <Mark size={17} stroke={1.8} aria-hidden />
        </span>
        <span className="flow-card-kind">{name}</span>
        {turns.length > 0 && (
          <span className="flow-turn">
            {turns.map(({ turn }) => turn).join(', ')} · {t('flows.run.ms', { count: Math.round(spent) })}
          </span>
        )}
        {wrong > 0 && (
          <Tone tone="bad" icon={IconAlertTriangle}>
            {wrong}
          </Tone>
        )}
        {wrong === 0 && found.length > 0 && <IconInfoCircle size={17} color="var(--tone-hold)" aria-label={t('flows.problems.advice')} />}
      </div>
      <div className="flow-card-text">
        {one.label && <strong>{one.label}</strong>}
        <span>{saysOf(t, one.node, connections, kind)}</span>
      </div>
      <div className="flow-ports">
        {portsOf(one, kind).map((port) => (
          <div
            key={port.name}
            className="flow-port"
            data-taken={turns.some(({ step }) => step.port === port.name) || undefined}
            data-open={!one.exits[port.name] || undefined}
          >
            {portLabel(t, one.node.kind, port)}
            <Handle type="source" id={port.name} position={Position.Bottom} isConnectable={!readOnly} />
          </div>
        ))}
      </div>
    </div>
  )
})
