import { Input, Select, Stack } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { inOrder, mayConnect } from './graph'
import { kindLabel, portLabel } from './kinds'
import { portsOf } from './ports'
import type { FlowNode, NodeKind } from './types'
import { useWorkbench } from './workbench'

const fresh = 'new:'

/** Where each port of a node leads, chosen from a list: all that a line on the canvas can do. */
export function Exits({ one, kind, compact }: { one: FlowNode; kind: NodeKind | undefined; compact?: boolean }) {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const { flow, kinds } = bench
  const ports = portsOf(one, kind)
  if (ports.length === 0) return null
  const title = (to: FlowNode, at: number) => `${at + 1} · ${to.label || kindLabel(t, to.node.kind, kinds.get(to.node.kind))}`
  const targets = inOrder(flow).flatMap((to, at) => (mayConnect(flow, one.id, to.id) ? [{ value: to.id, label: title(to, at) }] : []))
  const news = [...kinds.values()]
    .filter(({ kind }) => kind !== 'start')
    .map((made) => ({ value: fresh + made.kind, label: t('flows.exits.new', { kind: kindLabel(t, made.kind, made) }) }))
  function lead(port: string, to: string | null) {
    if (!to) return bench.disconnect(one.id, port)
    if (!to.startsWith(fresh)) return bench.connect(one.id, port, to)
    const made = kinds.get(to.slice(fresh.length))
    if (made) bench.add(made, undefined, { id: one.id, port })
    bench.select([one.id])
  }
  const boxes = ports.map((port) => (
    <Select
      key={port.name}
      label={portLabel(t, one.node.kind, port)}
      size={compact ? 'xs' : 'sm'}
      placeholder={t('flows.exits.nowhere')}
      searchable
      clearable
      disabled={bench.readOnly}
      data={[
        { group: t('flows.exits.there'), items: targets },
        { group: t('flows.exits.news'), items: news },
      ]}
      value={one.exits[port.name] ?? null}
      onChange={(to) => lead(port.name, to)}
      nothingFoundMessage={t('nothingFound')}
    />
  ))
  if (compact) return <div className="flow-exits">{boxes}</div>
  return (
    <Input.Wrapper label={t('flows.exits.title')} description={t('flows.exits.help')} labelElement="div">
      <Stack gap="xs" mt="xs" className="flow-row">
        {boxes}
      </Stack>
    </Input.Wrapper>
  )
}
