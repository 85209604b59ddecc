import { ScrollArea, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import type { Difference } from './compare'
import { fieldLabel, kindLabel, portLabel } from './kinds'
import { portsOf } from './ports'
import { useWorkbench } from './workbench'

/** How two flows differ, part by part. */
export function Differences({ found, was, now }: { found: Difference[]; was: string; now: string }) {
  const { t } = useTranslation()
  const { kinds } = useWorkbench()
  function title({ node, what, part }: Difference): string {
    if (!node) return part?.startsWith('match.') ? t(`flows.${part}`) : t(`flows.compare.part.${part ?? ''}`, { defaultValue: part })
    const kind = kinds.get(node.node.kind)
    const name = node.label || kindLabel(t, node.node.kind, kind)
    if (what !== 'changed') return `${name}: ${t(`flows.compare.${what}`)}`
    const port = part?.startsWith('→ ') ? portsOf(node, kind).find(({ name: known }) => known === part.slice(2)) : undefined
    if (port) return `${name} → ${portLabel(t, node.node.kind, port)}`
    const field = kind?.form.find((one) => one.name === part)
    return `${name}: ${field ? fieldLabel(t, node.node.kind, field) : t(`flows.compare.part.${part ?? ''}`, { defaultValue: part })}`
  }
  if (found.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('flows.compare.same')}
      </Text>
    )
  return (
    <ScrollArea.Autosize mah={320}>
      <dl className="compare">
        {found.map((one, index) => (
          <div key={index}>
            <dt>{title(one)}</dt>
            {(one.what === 'changed' || one.what === 'flow') && (
              <dd>
                <div>
                  <small>{was}</small> {one.was ?? <em>{t('flows.compare.nothing')}</em>}
                </div>
                <div>
                  <small>{now}</small> {one.now ?? <em>{t('flows.compare.nothing')}</em>}
                </div>
              </dd>
            )}
          </div>
        ))}
      </dl>
    </ScrollArea.Autosize>
  )
}
