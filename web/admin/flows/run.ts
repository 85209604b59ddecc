import type { FlowRun, RunStep } from './types'

/** The ways that a run went, each as `node.port>node`. */
export function takenEdges(run: FlowRun | undefined): Set<string> {
  const path = run?.path ?? []
  return new Set(path.slice(0, -1).flatMap(({ nodeId, port }, at) => (port ? [`${nodeId}.${port}>${path[at + 1]?.nodeId}`] : [])))
}

/** The turns at which a run came to a node, counted from one: a node may be come to more than once. */
export const turnsAt = (run: FlowRun | undefined, id: string): { turn: number; step: RunStep }[] =>
  (run?.path ?? []).flatMap((step, at) => (step.nodeId === id ? [{ turn: at + 1, step }] : []))
