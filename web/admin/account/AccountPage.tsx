import { Text } from '@mantine/core'
import { Page, Section } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { useTranslation } from 'react-i18next'
import { PasswordForm } from './PasswordForm'
import { PreferencesForm } from './PreferencesForm'

/** What everybody keeps for themselves. */
export function AccountPage() {
  const { t } = useTranslation()
  const me = useMe()
  if (!me) return null
  return (
    <Page title={t('account.title')}>
      <Text c="dimmed">
        {me.user.name} · {t(`role.${me.user.role}`)} · {me.user.email}
      </Text>
      <Section title={t('account.preferences')}>
        <PreferencesForm me={me} />
      </Section>
      <Section title={t('account.password')}>
        <PasswordForm email={me.user.email} />
      </Section>
    </Page>
  )
}
