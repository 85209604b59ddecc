import { NumberInput, Textarea, TextInput } from '@mantine/core'
import { useTranslation } from 'react-i18next'

interface Of<Value> {
  value: Value
  set: (value: Value) => void
}

/** What a queue or a campaign is called. */
export function Name({ value, set }: Of<string>) {
  const { t } = useTranslation()
  return (
    <TextInput label={t('deskSettings.name')} required data-autofocus value={value} onChange={(event) => set(event.currentTarget.value)} />
  )
}

/** What agents read out. */
export function Script({ value, set }: Of<string>) {
  const { t } = useTranslation()
  return (
    <Textarea
      label={t('deskSettings.script')}
      description={t('deskSettings.scriptHelp')}
      autosize
      minRows={3}
      maxRows={12}
      value={value}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

/** Seconds of wrap-up; empty where everybody's count. */
export function WrapUp({ value, otherwise, set }: Of<number | null> & { otherwise: number }) {
  const { t } = useTranslation()
  return (
    <NumberInput
      label={t('deskSettings.wrapUp')}
      description={t('deskSettings.wrapUpHelp')}
      placeholder={t('deskSettings.seconds', { count: otherwise })}
      min={0}
      max={3600}
      suffix=" s"
      value={value ?? ''}
      onChange={(next) => set(next === '' ? null : Number(next))}
    />
  )
}
