import { NumberInput, Radio, Stack } from '@mantine/core'
import { problemAt } from '@shared/api/problem'
import type { WritingTimes } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'

interface Props {
  times: WritingTimes | undefined
  error: unknown
  change: (times: WritingTimes) => void
}

const choices = { voice: ['atEnd', 'afterWrapUp'], digital: ['atEnd', 'whenReleased'], late: ['patchedIn', 'leftOut'] } as const

/** When a conversation is written, and what becomes of that which comes late. */
export function Times({ times = {}, error, change }: Props) {
  const { t } = useTranslation()
  return (
    <Section title={t('conversations.times')}>
      <Stack maw={720}>
        {(['voice', 'digital', 'late'] as const).map((part) => (
          <Fragment key={part}>
            <Radio.Group
              label={t(`conversations.timesOf.${part}.label`)}
              value={times[part] ?? choices[part][0]}
              onChange={(value) => change({ ...times, [part]: value })}
            >
              <Stack gap={6} mt={6}>
                {choices[part].map((value) => (
                  <Radio key={value} value={value} label={t(`conversations.timesOf.${part}.${value}`)} />
                ))}
              </Stack>
            </Radio.Group>
            {part === 'voice' && times.voice === 'afterWrapUp' && (
              <NumberInput
                maw={320}
                label={t('conversations.wrapUpMinutes')}
                description={t('conversations.wrapUpMinutesHelp')}
                min={1}
                max={1440}
                allowDecimal={false}
                value={times.wrapUpMinutes ?? 30}
                error={problemAt(error, '/times/wrapUpMinutes')}
                onChange={(value) => typeof value === 'number' && change({ ...times, wrapUpMinutes: value })}
              />
            )}
          </Fragment>
        ))}
      </Stack>
    </Section>
  )
}
