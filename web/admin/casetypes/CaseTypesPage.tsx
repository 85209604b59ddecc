import { Text, Title } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { LinkButton } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { IconFileText, IconPlus } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { caseTypesQuery } from '../queries'

export function CaseTypesPage() {
  const { t } = useTranslation()
  const types = useQuery(caseTypesQuery)
  return (
    <Page
      title={t('nav.caseTypes')}
      actions={
        <LinkButton to="/case-types/$name" params={{ name: 'new' }} leftSection={<IconPlus size={16} />}>
          {t('caseTypes.add')}
        </LinkButton>
      }
    >
      <Loaded of={types}>
        {({ items }) =>
          items.length === 0 ? (
            <div className="card">
              <Empty icon={IconFileText} title={t('caseTypes.none')} text={t('caseTypes.noneText')} />
            </div>
          ) : (
            <div className="cards">
              {items.map((type) => (
                <Link key={type.name} to="/case-types/$name" params={{ name: type.name }} className="card">
                  <Title order={3}>{type.label}</Title>
                  <Text size="sm" c="dimmed">
                    <code>{type.name}</code>
                  </Text>
                  <Text size="sm" mt="sm">
                    {t('caseTypes.counts', { fields: type.fields.length, statuses: type.statuses.length })}
                  </Text>
                </Link>
              ))}
            </div>
          )
        }
      </Loaded>
    </Page>
  )
}
