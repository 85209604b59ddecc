import { Text, Tooltip } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { dragType } from './drag'
import { kindLabel, kindSummary, lookOf } from './kinds'
import { useWorkbench } from './workbench'

/** Every kind of node: drag one onto the canvas, or press it. */
export function NodePalette() {
  const { t } = useTranslation()
  const bench = useWorkbench()
  return (
    <nav className="flow-palette" aria-label={t('flows.palette.title')}>
      <Text size="xs" c="dimmed" mb="xs">
        {t('flows.palette.help')}
      </Text>
      {[...bench.kinds.values()]
        .filter(({ kind }) => kind !== 'start')
        .map((kind) => {
          const { icon: Mark, tone } = lookOf(kind.kind)
          return (
            <Tooltip key={kind.kind} label={kindSummary(t, kind)} position="right" multiline w={240}>
              <button
                type="button"
                className={`flow-kind ${tone}`}
                draggable
                onDragStart={(event) => {
                  event.dataTransfer.setData(dragType, kind.kind)
                  event.dataTransfer.effectAllowed = 'copy'
                }}
                onClick={() => {
                  const id = bench.add(kind)
                  if (id) bench.show(id)
                }}
              >
                <span className="flow-mark">
                  <Mark size={17} stroke={1.8} aria-hidden />
                </span>
                {kindLabel(t, kind.kind, kind)}
              </button>
            </Tooltip>
          )
        })}
    </nav>
  )
}
