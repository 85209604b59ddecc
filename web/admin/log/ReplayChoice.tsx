import { Radio, Stack } from '@mantine/core'
import type { ReplayDraft } from '@shared/api/types'
import { useTranslation } from 'react-i18next'

/** What a replay sends: what was decided then, or what today's template makes of the case. */
export function ReplayChoice({ draft, choose }: { draft: ReplayDraft; choose: (draft: ReplayDraft) => void }) {
  const { t } = useTranslation()
  return (
    <Radio.Group value={draft} onChange={(value) => choose(value as ReplayDraft)} aria-label={t('log.replayTitle')}>
      <Stack gap="sm">
        <Radio value="frozen" label={t('log.frozen')} description={t('log.frozenHelp')} />
        <Radio value="rendered" label={t('log.rendered')} description={t('log.renderedHelp')} />
      </Stack>
    </Radio.Group>
  )
}
