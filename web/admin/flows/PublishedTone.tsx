import { Tone } from '@shared/components/Tone'
import { IconCircleCheck, IconCircleDashed, IconPencil } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import type { FlowAnswer } from './types'

/** Whether contacts go through the flow, and whether the draft is further than what they go through. */
export function PublishedTone({ flow: { published, changedSincePublished }, dirty }: { flow: FlowAnswer; dirty?: boolean }) {
  const { t } = useTranslation()
  if (!published)
    return (
      <Tone tone="quiet" icon={IconCircleDashed}>
        {t('flows.state.never')}
      </Tone>
    )
  if (changedSincePublished || dirty)
    return (
      <Tone tone="hold" icon={IconPencil}>
        {t('flows.state.changed', { version: published.version })}
      </Tone>
    )
  return (
    <Tone tone="good" icon={IconCircleCheck}>
      {t('flows.state.published', { version: published.version })}
    </Tone>
  )
}
