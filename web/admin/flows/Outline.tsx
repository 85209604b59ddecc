import { ActionIcon, Group, Menu, Text, Tooltip, UnstyledButton } from '@mantine/core'
import { Tone } from '@shared/components/Tone'
import { IconAlertTriangle, IconCopyPlus, IconPlus, IconTrash } from '@tabler/icons-react'
import { type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Exits } from './Exits'
import { inOrder, isStart, reachable } from './graph'
import { KindItems } from './KindItems'
import { kindLabel, lookOf } from './kinds'
import { portsOf } from './ports'
import { counted, isAdvice } from './problems'
import { turnsAt } from './run'
import { saysOf } from './says'
import type { FlowNode } from './types'
import { useWorkbench } from './workbench'

/** The flow as a list, in the order in which a call goes through it: everything that the canvas can do, by key and by ear. */
export function Outline() {
  const { t } = useTranslation()
  const { flow } = useWorkbench()
  const list = useRef<HTMLOListElement>(null)
  const come = reachable(flow)
  const nodes = inOrder(flow)
  function walk(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const heads = [...(list.current?.querySelectorAll<HTMLButtonElement>('.flow-line-head') ?? [])]
    const at = heads.indexOf(event.target as HTMLButtonElement)
    if (!step || at < 0) return
    event.preventDefault()
    heads[at + step]?.focus()
  }
  /** Whoever took a node away is next at the one that took its place. */
  function removed(number: number) {
    requestAnimationFrame(() => {
      const heads = [...(list.current?.querySelectorAll<HTMLButtonElement>('.flow-line-head') ?? [])]
      heads[Math.min(number - 1, heads.length - 1)]?.focus()
    })
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveElementInteractions: the arrow keys go from one button in it to the next
    <ol className="flow-outline" ref={list} aria-label={t('flows.outline.label')} onKeyDown={walk}>
      {nodes.map((one, index) => (
        <Line key={one.id} one={one} number={index + 1} lost={!come.has(one.id)} removed={removed} />
      ))}
    </ol>
  )
}

interface LineProps {
  one: FlowNode
  number: number
  /** Whether no contact comes to it. */
  lost: boolean
  removed: (number: number) => void
}

function Line({ one, number, lost, removed }: LineProps) {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const { kinds, connections, checked, selected, readOnly, run } = bench
  const kind = kinds.get(one.node.kind)
  const { icon: Mark, tone } = lookOf(one.node.kind)
  const found = counted(checked.flow, checked.problems).get(one.id) ?? []
  const wrong = found.filter((problem) => !isAdvice(problem)).length
  const name = one.label || kindLabel(t, one.node.kind, kind)
  const turns = turnsAt(run, one.id)
  const chosen = selected.includes(one.id)
  const remove = () => {
    bench.remove([one.id])
    removed(number)
  }
  const open = portsOf(one, kind).find((port) => !one.exits[port.name])
  return (
    <li className={`flow-line ${tone}`} data-selected={chosen || undefined} data-taken={turns.length > 0 || undefined}>
      <Group wrap="nowrap" gap="xs" align="flex-start">
        <UnstyledButton
          className="flow-line-head"
          aria-pressed={chosen}
          onClick={() => bench.show(one.id)}
          onKeyDown={(event) => {
            if (event.key === 'Delete' && !readOnly && !isStart(one)) remove()
          }}
        >
          <span className="flow-mark">
            <Mark size={17} stroke={1.8} aria-hidden />
          </span>
          <span>
            <Text component="span" size="xs" c="dimmed" className="figure">
              {number} · {kindLabel(t, one.node.kind, kind)}
            </Text>
            {one.label && (
              <Text component="span" display="block" fw={600} size="sm">
                {one.label}
              </Text>
            )}
            <Text component="span" display="block" size="sm">
              {saysOf(t, one.node, connections, kind)}
            </Text>
            <Group component="span" gap={6} mt={2}>
              {wrong > 0 && (
                <Tone tone="bad" icon={IconAlertTriangle}>
                  {t('flows.problems.count', { count: wrong })}
                </Tone>
              )}
              {lost && <Tone tone="quiet">{t('flows.outline.lost')}</Tone>}
              {turns.length > 0 && <Tone tone="wait">{t('flows.outline.taken', { turns: turns.map(({ turn }) => turn).join(', ') })}</Tone>}
            </Group>
          </span>
        </UnstyledButton>
        {!readOnly && (
          <Group gap={2} wrap="nowrap">
            {open && (
              <Menu position="bottom-end" shadow="md" width={250}>
                <Menu.Target>
                  <Tooltip label={t('flows.outline.addAfter')}>
                    <ActionIcon variant="subtle" color="gray" aria-label={`${t('flows.outline.addAfter')}: ${name}`}>
                      <IconPlus size={17} />
                    </ActionIcon>
                  </Tooltip>
                </Menu.Target>
                <Menu.Dropdown>
                  <KindItems
                    choose={(made) => {
                      const id = bench.add(made, undefined, { id: one.id, port: open.name })
                      if (id) bench.show(id)
                    }}
                  />
                </Menu.Dropdown>
              </Menu>
            )}
            {!isStart(one) && (
              <>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  aria-label={`${t('flows.tools.duplicate')}: ${name}`}
                  onClick={() => bench.duplicate([one.id])}
                >
                  <IconCopyPlus size={17} />
                </ActionIcon>
                <ActionIcon variant="subtle" color="red" aria-label={`${t('flows.tools.remove')}: ${name}`} onClick={remove}>
                  <IconTrash size={17} />
                </ActionIcon>
              </>
            )}
          </Group>
        )}
      </Group>
      <Exits one={one} kind={kind} compact />
    </li>
  )
}
