import { Button, Group, Select, Stack } from '@mantine/core'
import { problemAt } from '@shared/api/problem'
import type { Me } from '@shared/api/types'
import { ErrorNotice } from '@shared/components/Failure'
import { said } from '@shared/components/Said'
import { type Language, languages } from '@shared/i18n'
import { usePreferences } from '@shared/session'
import { deviceZone, useTimes, zones } from '@shared/time'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'

export function PreferencesForm({ me: { user } }: { me: Me }) {
  const { t, i18n } = useTranslation()
  const { write } = useTimes()
  const [locale, setLocale] = useState(user.locale)
  const [timeZone, setZone] = useState(user.timeZone)
  const keep = usePreferences()
  const changed = locale !== user.locale || timeZone !== user.timeZone
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        // The words on the page are of the new language by the time it is kept.
        keep.mutate({ locale, timeZone }, { onSuccess: () => said(i18n.t('action.saved')) })
      }}
    >
      <Stack maw={420}>
        <Select
          label={t('language')}
          allowDeselect={false}
          data={(Object.keys(languages) as Language[]).map((value) => ({ value, label: languages[value] }))}
          value={locale}
          onChange={(value) => value && setLocale(value)}
        />
        <Select
          label={t('account.zone')}
          description={t('account.zoneHelp')}
          searchable
          allowDeselect={false}
          data={zones(timeZone)}
          limit={60}
          value={timeZone}
          error={problemAt(keep.error, '/timeZone')}
          onChange={(value) => value && setZone(value)}
          nothingFoundMessage={t('nothingFound')}
        />
        <Group gap="xs" fz="sm" c="dimmed">
          {t('account.nowThere', { time: write(new Date(), { dateStyle: 'medium', timeStyle: 'short', timeZone }) })}
          {timeZone !== deviceZone && (
            <Button size="compact-xs" variant="subtle" px={0} onClick={() => setZone(deviceZone)}>
              {t('account.useDevice', { zone: deviceZone })}
            </Button>
          )}
        </Group>
        <ErrorNotice error={keep.error} />
        <Group>
          <Button type="submit" loading={keep.isPending} disabled={!changed}>
            {t('action.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
