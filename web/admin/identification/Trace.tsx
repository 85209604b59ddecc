import { Button, Group, Stack, Text } from '@mantine/core'
import type { Candidate, Identified } from '@shared/api/types'
import { Notice, Tone, type ToneName } from '@shared/components/Tone'
import { When } from '@shared/components/When'
import { IconCircleCheck, IconX } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const looks: Record<Identified['verdict'], ToneName> = { match: 'good', several: 'hold', noMatch: 'quiet' }

interface Props {
  identified: Pick<Identified, 'verdict' | 'why' | 'candidates' | 'remarks'>
  /** The record that was taken, marked among the others. */
  chosen?: string
  /** What stands beside a candidate, such as a button that takes it. */
  beside?: (candidate: Candidate) => React.ReactNode
}

/** Whose records were looked at, which was taken, and why; those that were turned down too. */
export function Trace({ identified, chosen, beside }: Props) {
  const { t } = useTranslation()
  const { verdict, why, candidates, remarks } = identified
  return (
    <Stack gap="sm">
      <Notice tone={looks[verdict]} title={t(`identification.verdict.${verdict}`)}>
        {why}
        {remarks.map((remark) => (
          <div key={remark}>
            <small>{remark}</small>
          </div>
        ))}
      </Notice>
      {candidates.map((candidate, index) => (
        <Found key={index} candidate={candidate} taken={candidate.record.record === chosen}>
          {beside?.(candidate)}
        </Found>
      ))}
    </Stack>
  )
}

function Found({ candidate, taken, children }: { candidate: Candidate; taken: boolean; children?: React.ReactNode }) {
  const { t } = useTranslation()
  const { record, fits, why } = candidate
  return (
    <Group justify="space-between" align="flex-start" gap="xs" style={{ borderTop: '1px solid var(--line)', paddingTop: '0.6rem' }}>
      <div style={{ flex: '1 1 220px', minWidth: 0, overflowWrap: 'anywhere' }}>
        <Group gap="xs">
          <Text fw={600}>{record.name || record.record}</Text>
          <Text size="sm" c="dimmed">
            {record.recordType} <span className="figure">{record.record}</span>
          </Text>
          <Tone tone={fits ? 'good' : 'quiet'} icon={fits ? IconCircleCheck : IconX}>
            {t(taken ? 'identification.taken' : fits ? 'identification.fits' : 'identification.turnedDown')}
          </Tone>
        </Group>
        <Text size="sm">{why}</Text>
        <Text size="xs" c="dimmed">
          {candidate.fact} → {candidate.field} · {t(`identification.grade.${candidate.grade}`, { defaultValue: candidate.grade })}
          {record.lastActivity && (
            <>
              {' · '}
              {t('identification.lastActivity')} <When at={record.lastActivity} />
            </>
          )}
        </Text>
      </div>
      {children}
    </Group>
  )
}

/** A button that says that a candidate is the one. */
export function Choose({ busy, onClick }: { busy: boolean; onClick: () => void }) {
  const { t } = useTranslation()
  return (
    <Button size="xs" loading={busy} onClick={onClick}>
      {t('identification.choose')}
    </Button>
  )
}
