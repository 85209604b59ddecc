import { useSessionFacts } from '../../conversations/facts'
import { flowFacts } from '../needs'
import type { FlowNode, NodeField, NodeKind } from '../types'
import { useWorkbench } from '../workbench'

export interface FieldProps {
  one: FlowNode
  kind: NodeKind
  field: NodeField
  label: string
  help?: string
  error?: string
  set: (value: unknown) => void
}

/** What every control of a form says about its field. */
export const saidOf = ({ label, help, error }: FieldProps) => ({ label, description: help, error })

/** The names of extra items that the flow knows. */
export function useItemNames(): string[] {
  const { flow, kinds } = useWorkbench()
  return flowFacts(flow, kinds).flatMap(({ path, group }) => (group === 'items' ? [path.replace(/^items\./, '')] : []))
}

export function useFlowFacts() {
  const { flow, kinds } = useWorkbench()
  return [...flowFacts(flow, kinds), ...useSessionFacts()]
}
