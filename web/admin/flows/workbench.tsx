import { createContext, useContext } from 'react'
import type { CallFlow, FlowRun, Problem } from './types'
import type { DesignerState } from './useDesigner'

/** What all parts of the designer work on. */
export interface Workbench extends DesignerState {
  flowId: string
  /** Connections by id; those that can find people, and those that can run a query. */
  connections: Map<string, string>
  finders: Choice[]
  queriers: Choice[]
  queues: string[]
  campaigns: string[]
  checked: { flow: CallFlow; problems: Problem[] }
  run: FlowRun | undefined
  setRun: (run: FlowRun | undefined) => void
  /** Shows a node: chosen, in view, its form open. */
  show: (id: string) => void
  /** What the canvas is to bring into view: one node, or all of them; `turn` counts the wishes. */
  view: { node?: string; turn: number }
  look: (node?: string) => void
  /** Opens the form of what is chosen, where it is not beside the flow anyway. */
  openForm: () => void
}

export interface Choice {
  value: string
  label: string
}

const Context = createContext<Workbench | undefined>(undefined)
export const WorkbenchProvider = Context.Provider

export function useWorkbench(): Workbench {
  const bench = useContext(Context)
  if (!bench) throw new Error('There is no designer around this.')
  return bench
}
