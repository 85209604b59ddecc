import { Stack } from '@mantine/core'
import { api } from '@shared/api/client'
import { TextLink } from '@shared/components/Links'
import { Loaded } from '@shared/components/Loaded'
import { Page } from '@shared/components/Page'
import { useMe } from '@shared/session'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { ChannelMark } from './ChannelMark'
import { Course, Transcript } from './Course'
import { Files } from './Files'
import { Notes, WrapUp } from './Notes'
import { About, ExtraItems, Party } from './SessionFacts'
import { Decisions, Written } from './Written'

/** One contact with one person, whole: what was said, what was written of it, and why there. */
export function SessionPage() {
  const { t } = useTranslation()
  const { sessionId } = useParams({ from: '/inside/sessions/$sessionId' })
  const mayLook = useMe()?.user.role !== 'agent'
  const found = useQuery({
    queryKey: ['sessions', 'one', sessionId],
    queryFn: ({ signal }) => api.get(`/sessions/${sessionId}`, undefined, signal),
  })
  return (
    <Loaded of={found}>
      {(one) => (
        <Page
          title={one.customer.name ?? one.customer.phone ?? one.customer.email ?? t('sessions.unknown')}
          crumbs={[
            <TextLink key="list" to="/sessions">
              {t('nav.sessions')}
            </TextLink>,
            one.externalId,
          ]}
          beside={<ChannelMark of={one} />}
        >
          <div className="columns">
            <Stack>
              <Transcript one={one} />
              <Notes one={one} />
              <Files files={one.files} />
              <Course one={one} />
              <Decisions one={one} />
            </Stack>
            <Stack>
              <Party one={one} />
              <Written one={one} mayLook={mayLook} />
              <WrapUp key={one.id} one={one} />
              <About one={one} />
              <ExtraItems items={one.items} />
            </Stack>
          </div>
        </Page>
      )}
    </Loaded>
  )
}
