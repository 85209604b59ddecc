import { Text, Title } from '@mantine/core'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { guide, guideNames, headOf } from './guides'

const all = async () =>
  (await Promise.all(guideNames.map(async (name) => ({ name, ...headOf((await guide(name)) ?? '') })))).sort((a, b) =>
    a.title.localeCompare(b.title),
  )

/** All guides of the documentation. */
export function GuidesPage() {
  const { t, i18n } = useTranslation()
  const guides = useQuery({ queryKey: ['guides'], staleTime: Number.POSITIVE_INFINITY, queryFn: all })
  return (
    <Page title={t('guide.title')}>
      {i18n.language !== 'en' && <Text c="dimmed">{t('guide.english')}</Text>}
      <Loaded of={guides}>
        {(items) => (
          <div className="cards" lang="en">
            {items.map(({ name, title, summary }) => (
              <Link key={name} to="/docs/$guideName" params={{ guideName: name }} className="card">
                <Title order={2} size="h3">
                  {title}
                </Title>
                <Text size="sm" c="dimmed" mt={4} lineClamp={3}>
                  {summary}
                </Text>
              </Link>
            ))}
          </div>
        )}
      </Loaded>
    </Page>
  )
}
