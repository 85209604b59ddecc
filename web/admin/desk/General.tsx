import { Autocomplete, NumberInput, SimpleGrid, Stack, Switch, TagsInput } from '@mantine/core'
import { Section } from '@shared/components/Page'
import { useTranslation } from 'react-i18next'
import { useUsers } from './People'
import type { PartProps } from './part'
import { isAddress, seating } from './settings'
import type { DeskSettings } from './types'

/** What holds for every agent: seats, times, reasons, who gets what nobody takes, and what is seen of a record. */
export function General({ settings, change, problemAt }: PartProps) {
  const { t } = useTranslation()
  const users = useUsers()
  const { seats, offerSeconds, wrapUpSeconds, reasons, defaultUserEmail, autoOpenRecords, dynamicData } = settings
  const { wanted } = seating(settings)
  const data = (part: Partial<DeskSettings['dynamicData']>) => change({ dynamicData: { ...dynamicData, ...part } })
  return (
    <Stack>
      <Section title={t('deskSettings.general.work')}>
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          <NumberInput
            label={t('deskSettings.general.seats')}
            description={t('deskSettings.general.seatsHelp', { count: wanted })}
            error={problemAt('/seats')}
            min={0}
            max={5000}
            value={seats}
            onChange={(next) => change({ seats: Number(next) || 0 })}
          />
          <NumberInput
            label={t('deskSettings.general.offer')}
            description={t('deskSettings.general.offerHelp')}
            error={problemAt('/offerSeconds')}
            min={1}
            max={600}
            suffix=" s"
            value={offerSeconds}
            onChange={(next) => change({ offerSeconds: Number(next) || 20 })}
          />
          <NumberInput
            label={t('deskSettings.wrapUp')}
            description={t('deskSettings.general.wrapUpHelp')}
            error={problemAt('/wrapUpSeconds')}
            min={0}
            max={3600}
            suffix=" s"
            value={wrapUpSeconds}
            onChange={(next) => change({ wrapUpSeconds: Number(next) || 0 })}
          />
        </SimpleGrid>
        <Stack mt="md">
          <TagsInput
            label={t('deskSettings.general.reasons')}
            description={t('deskSettings.general.reasonsHelp')}
            error={problemAt('/reasons')}
            acceptValueOnBlur
            value={reasons}
            onChange={(next) => change({ reasons: next })}
          />
          <Autocomplete
            maw={420}
            label={t('deskSettings.general.defaultUser')}
            description={t('deskSettings.general.defaultUserHelp')}
            data={users.map(({ email }) => email)}
            error={
              defaultUserEmail && !isAddress(defaultUserEmail)
                ? t('deskSettings.noAddress', { text: defaultUserEmail })
                : problemAt('/defaultUserEmail')
            }
            value={defaultUserEmail ?? ''}
            onChange={(email) => change({ defaultUserEmail: email || null })}
          />
        </Stack>
      </Section>
      <Section title={t('deskSettings.general.records')}>
        <Stack>
          <Switch
            label={t('deskSettings.general.autoOpen')}
            description={t('deskSettings.general.autoOpenHelp')}
            checked={autoOpenRecords}
            onChange={(event) => change({ autoOpenRecords: event.currentTarget.checked })}
          />
          <SimpleGrid cols={{ base: 1, sm: 3 }}>
            <NumberInput
              label={t('deskSettings.general.mostText')}
              description={t('deskSettings.general.mostTextHelp')}
              error={problemAt('/dynamicData/mostText')}
              min={0}
              max={50}
              value={dynamicData.mostText}
              onChange={(next) => data({ mostText: Number(next) || 0 })}
            />
            <NumberInput
              label={t('deskSettings.general.mostOther')}
              description={t('deskSettings.general.mostOtherHelp')}
              error={problemAt('/dynamicData/mostOther')}
              min={0}
              max={50}
              value={dynamicData.mostOther}
              onChange={(next) => data({ mostOther: Number(next) || 0 })}
            />
            <NumberInput
              label={t('deskSettings.general.most')}
              description={t('deskSettings.general.mostHelp')}
              error={problemAt('/dynamicData/most')}
              min={0}
              max={100}
              value={dynamicData.most ?? ''}
              onChange={(next) => data({ most: next === '' ? null : Number(next) })}
            />
          </SimpleGrid>
        </Stack>
      </Section>
    </Stack>
  )
}
