import { Stack, Switch, Text, TextInput } from '@mantine/core'
import { problemAt } from '@shared/api/problem'
import { Section } from '@shared/components/Page'
import { useTranslation } from 'react-i18next'
import { ValueMap } from '../templates/ValueMap'
import type { PolicyDraft } from './policy'

interface Props {
  draft: PolicyDraft
  error: unknown
  change: (part: Partial<PolicyDraft>) => void
}

const pushed = ['recordings', 'notes', 'transcripts', 'attachments'] as const

export function PushSwitches({ draft, change }: Props) {
  const { t } = useTranslation()
  return (
    <Section title={t('conversations.push')}>
      <Stack gap="sm">
        {pushed.map((name) => (
          <Switch
            key={name}
            label={t(`conversations.pushed.${name}`)}
            checked={draft.push[name] ?? name !== 'recordings'}
            onChange={(event) => change({ push: { ...draft.push, [name]: event.currentTarget.checked } })}
          />
        ))}
      </Stack>
    </Section>
  )
}

/** Where that goes which no rule finds a place for. */
export function FilingForm({ draft, error, change }: Props) {
  const { t } = useTranslation()
  const { filing } = draft
  const set = (part: Partial<PolicyDraft['filing']>) => change({ filing: { ...filing, ...part } })
  return (
    <Section title={t('conversations.filing')}>
      <Stack maw={720}>
        <TextInput
          label={t('conversations.campaign')}
          description={t('conversations.campaignHelp')}
          value={filing.campaign ?? ''}
          error={problemAt(error, '/filing/campaign')}
          onChange={(event) => set({ campaign: event.currentTarget.value || null })}
        />
        <div>
          <Text size="sm" fw={500}>
            {t('conversations.campaigns')}
          </Text>
          <ValueMap
            map={filing.campaignsByName}
            from={{ label: t('conversations.ourCampaign') }}
            to={{ label: t('conversations.theirCampaign') }}
            change={(map) => set({ campaignsByName: map ?? null })}
            help={t('conversations.campaignsHelp')}
            add={t('conversations.addCampaign')}
          />
        </div>
        <TextInput
          type="email"
          label={t('conversations.owner')}
          description={t('conversations.ownerHelp')}
          value={filing.defaultOwnerEmail ?? ''}
          error={problemAt(error, '/filing/defaultOwnerEmail')}
          onChange={(event) => set({ defaultOwnerEmail: event.currentTarget.value || null })}
        />
        <Switch
          label={t('conversations.otherPhones')}
          description={t('conversations.otherPhonesHelp')}
          checked={filing.otherPhones ?? true}
          onChange={(event) => set({ otherPhones: event.currentTarget.checked })}
        />
        <Switch
          label={t('conversations.caseDuring')}
          description={t('conversations.caseDuringHelp')}
          checked={filing.caseDuringContact ?? false}
          onChange={(event) => set({ caseDuringContact: event.currentTarget.checked })}
        />
      </Stack>
    </Section>
  )
}
