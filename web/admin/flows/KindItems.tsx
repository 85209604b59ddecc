import { Menu, ScrollArea } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { kindLabel, lookOf } from './kinds'
import type { NodeKind } from './types'
import { useWorkbench } from './workbench'

/** The kinds of node, as entries of a menu. */
export function KindItems({ choose }: { choose: (kind: NodeKind) => void }) {
  const { t } = useTranslation()
  const { kinds } = useWorkbench()
  return (
    <ScrollArea.Autosize mah={360}>
      {[...kinds.values()]
        .filter(({ kind }) => kind !== 'start')
        .map((kind) => {
          const { icon: Mark } = lookOf(kind.kind)
          return (
            <Menu.Item key={kind.kind} leftSection={<Mark size={17} stroke={1.7} />} onClick={() => choose(kind)}>
              {kindLabel(t, kind.kind, kind)}
            </Menu.Item>
          )
        })}
    </ScrollArea.Autosize>
  )
}
