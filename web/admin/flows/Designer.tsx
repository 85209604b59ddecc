import { Drawer, Skeleton, Tabs, VisuallyHidden } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { UnsavedGuard } from '@shared/components/Draft'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { differences } from './compare'
import { DesignerHead } from './DesignerHead'
import { FlowSettings } from './FlowSettings'
import { kindLabel } from './kinds'
import { NodePalette } from './NodePalette'
import { NodePanel } from './NodePanel'
import { Outline } from './Outline'
import { ProblemList } from './ProblemList'
import { isAdvice } from './problems'
import { Toolbar } from './Toolbar'
import { TryPanel } from './TryPanel'
import type { FlowAnswer, FlowRun, NodeKind } from './types'
import { useChecked } from './useChecked'
import { useDesigner } from './useDesigner'
import { useKeys } from './useKeys'
import { useSave } from './useSave'
import { type Choice, type Workbench, WorkbenchProvider } from './workbench'

const Canvas = lazy(async () => ({ default: (await import('./Canvas')).Canvas }))
const panels = ['outline', 'node', 'flow', 'problems', 'try'] as const
type Panel = (typeof panels)[number]

export interface Surroundings {
  kinds: NodeKind[]
  connections: Map<string, string>
  finders: Choice[]
  queriers: Choice[]
  queues: string[]
  campaigns: string[]
}

interface Props extends Surroundings {
  saved: FlowAnswer
  /** The published version that is looked at; the draft where it is not said. */
  version?: number
}

/** A call flow: its nodes on a canvas or in a list, and beside them the form of what is chosen. */
export function Designer({ saved, version, kinds: declared, ...around }: Props) {
  const { t } = useTranslation()
  const readOnly = version !== undefined
  const kinds = useMemo(() => new Map(declared.map((kind) => [kind.kind, kind])), [declared])
  const state = useDesigner(saved.flow, kinds, readOnly)
  const { checked, checking } = useChecked(state.flow, saved.problems, readOnly)
  const keeping = useSave(saved, state)
  const [run, setRun] = useState<FlowRun>()
  const [view, setView] = useState<Workbench['view']>({ turn: 0 })
  const [shape, setShape] = useState<'canvas' | 'outline'>('canvas')
  const narrow = useMediaQuery('(max-width: 48em)', false, { getInitialValueInEffect: false })
  const roomy = useMediaQuery('(min-width: 75em)', true, { getInitialValueInEffect: false })
  const [panel, setPanel] = useState<Panel>('node')
  const [form, setForm] = useState(false)
  useKeys(state, () => void keeping.save())
  const before = useRef(state.flow)
  const [told, tell] = useState('')
  useEffect(() => {
    const changed = differences(before.current, state.flow)
    before.current = state.flow
    // Changed, it is another flow, and the way that a call went through the old one says nothing of it; moved about, it is the same.
    if (changed.length > 0) setRun(undefined)
    const names = (what: 'added' | 'removed') =>
      changed.flatMap(({ what: done, node }) => (done === what && node ? [node.label || kindLabel(t, node.node.kind)] : [])).join(', ')
    if (names('added')) tell(t('flows.told.added', { names: names('added') }))
    else if (names('removed')) tell(t('flows.told.removed', { names: names('removed') }))
  }, [state.flow, t])
  const look = (node?: string) => setView((now) => ({ node, turn: now.turn + 1 }))
  const openForm = () => {
    if (narrow) setForm(true)
    else setPanel('node')
  }
  const bench: Workbench = {
    ...state,
    ...around,
    flowId: saved.id,
    checked,
    run,
    setRun,
    view,
    look,
    openForm,
    show: (id) => {
      state.select([id])
      openForm()
      look(id)
    },
  }
  const shown = narrow && panel === 'node' ? 'outline' : !narrow && panel === 'outline' ? 'node' : panel
  const wrong = checked.problems.filter((problem) => !isAdvice(problem)).length
  const offered = panels.filter(
    (one) => (narrow ? one !== 'node' : one !== 'outline') && !(readOnly && (one === 'try' || one === 'problems')),
  )
  const list = <Outline />
  const side = {
    outline: list,
    node: <NodePanel />,
    flow: <FlowSettings />,
    problems: <ProblemList toFlow={() => setPanel('flow')} />,
    try: <TryPanel save={keeping.save} />,
  }
  return (
    <WorkbenchProvider value={bench}>
      <div className="designer">
        <DesignerHead saved={saved} version={version} keeping={keeping} checking={checking} toTry={() => setPanel('try')} />
        <div className="designer-body" data-palette={(roomy && !readOnly && shape === 'canvas') || undefined}>
          {roomy && !readOnly && shape === 'canvas' && <NodePalette />}
          <div className="designer-stage" hidden={narrow && shown !== 'outline'}>
            <Toolbar shape={narrow ? 'outline' : shape} setShape={setShape} narrow={Boolean(narrow)} palette={Boolean(roomy)} />
            {!narrow && shape === 'canvas' && (
              <Suspense fallback={<Skeleton m="md" height={320} />}>
                <Canvas />
              </Suspense>
            )}
            {!narrow && shape === 'outline' && <div className="flow-scroll">{list}</div>}
          </div>
          <Tabs
            className="designer-side"
            value={shown}
            onChange={(next) => next && setPanel(next as Panel)}
            keepMounted={false}
            aria-label={t('flows.side.label')}
          >
            <Tabs.List className="designer-tabs">
              {offered.map((one) => (
                <Tabs.Tab key={one} value={one}>
                  {t(`flows.side.${one}`)}
                  {one === 'problems' && wrong > 0 && ` · ${wrong}`}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            {offered.map((one) => (
              <Tabs.Panel key={one} value={one} className="designer-panel">
                {side[one]}
              </Tabs.Panel>
            ))}
          </Tabs>
        </div>
        <Drawer opened={form} onClose={() => setForm(false)} size="100%" title={<strong>{t('flows.side.node')}</strong>}>
          <NodePanel />
        </Drawer>
      </div>
      <VisuallyHidden role="status">{told}</VisuallyHidden>
      <UnsavedGuard wouldLose={state.wouldLose} />
    </WorkbenchProvider>
  )
}
