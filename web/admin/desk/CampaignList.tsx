import { Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { DispositionRows } from './DispositionTable'
import { Name, Script, WrapUp } from './fields'
import { Listing, put } from './Listing'
import type { PartProps } from './part'
import { empty, twice } from './settings'

/** The campaigns: what agents read out, how long their wrap-up is, and what may come of a contact. */
export function CampaignList({ settings: { campaigns, wrapUpSeconds }, change, problemAt }: PartProps) {
  const { t } = useTranslation()
  const names = campaigns.map(({ name }) => name)
  return (
    <Listing
      title={t('deskSettings.tab.campaigns')}
      explain={t('deskSettings.campaigns.explain')}
      rows={campaigns}
      nameOf={({ name }) => name}
      add={t('deskSettings.campaigns.add')}
      fresh={empty.campaign}
      wrong={(index) => problemAt(`/campaigns/${index}`)}
      refuse={({ name, dispositions }, index) => {
        if (!name.trim()) return t('deskSettings.nameMissing')
        if (twice(names, name, index)) return t('deskSettings.nameTwice', { name })
        return dispositions.some((one) => !one.name.trim()) ? t('deskSettings.dispositions.unnamed') : undefined
      }}
      save={(one, index) => change({ campaigns: put(campaigns, one, index) })}
      remove={(_, index) => change({ campaigns: campaigns.filter((_one, at) => at !== index) })}
      columns={[
        { title: t('deskSettings.name'), show: ({ name }) => <Text fw={600}>{name}</Text> },
        {
          title: t('deskSettings.wrapUp'),
          show: (one) => t('deskSettings.seconds', { count: one.wrapUpSeconds ?? wrapUpSeconds }),
        },
        {
          title: t('deskSettings.tab.dispositions'),
          wide: true,
          show: ({ dispositions }) =>
            dispositions.length > 0 ? (
              dispositions.map(({ name }) => name).join(', ')
            ) : (
              <Text size="sm" c="dimmed">
                {t('deskSettings.campaigns.commonOnes')}
              </Text>
            ),
        },
      ]}
      form={(one, set) => (
        <>
          <Name value={one.name} set={(name) => set({ name })} />
          <WrapUp value={one.wrapUpSeconds} otherwise={wrapUpSeconds} set={(next) => set({ wrapUpSeconds: next })} />
          <Script value={one.script} set={(script) => set({ script })} />
          <div>
            <Text fw={500} size="sm">
              {t('deskSettings.tab.dispositions')}
            </Text>
            <Text size="xs" c="dimmed" mb="xs">
              {t('deskSettings.campaigns.dispositionsHelp')}
            </Text>
            <DispositionRows dispositions={one.dispositions} change={(dispositions) => set({ dispositions })} />
          </div>
        </>
      )}
    />
  )
}
