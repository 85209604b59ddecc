import { Group, NumberInput, Stack, Switch } from '@mantine/core'
import { problemAt } from '@shared/api/problem'
import type { DynamicData } from '@shared/api/types'
import { Section } from '@shared/components/Page'
import { useTranslation } from 'react-i18next'

type Bounds = DynamicData['everyones']

interface Props {
  own: Bounds | null | undefined
  everyones: Bounds
  error: unknown
  change: (limits: Bounds | null) => void
}

/** How many fields of a record agents see: as everywhere, or as this connection has it. */
export function Limits({ own, everyones, error, change }: Props) {
  const { t } = useTranslation()
  const now = own ?? everyones
  const box = (part: 'mostText' | 'mostOther' | 'most') => (
    <NumberInput
      maw={200}
      label={t(`dynamicData.${part}`)}
      min={0}
      max={part === 'most' ? 100 : 50}
      allowDecimal={false}
      disabled={!own}
      value={now[part] ?? ''}
      onChange={(value) =>
        change(part === 'most' ? { ...now, most: typeof value === 'number' ? value : null } : { ...now, [part]: Number(value) || 0 })
      }
    />
  )
  return (
    <Section title={t('dynamicData.limits')}>
      <Stack>
        <Switch
          label={t('dynamicData.own')}
          description={t('dynamicData.ownHelp')}
          checked={Boolean(own)}
          error={problemAt(error, '/limits')}
          onChange={(event) => change(event.currentTarget.checked ? everyones : null)}
        />
        <Group align="flex-start">
          {box('mostText')}
          {box('mostOther')}
          {box('most')}
        </Group>
      </Stack>
    </Section>
  )
}
