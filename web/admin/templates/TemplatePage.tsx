import { Stack } from '@mantine/core'
import { ErrorNotice } from '@shared/components/Failure'
import { Loaded } from '@shared/components/Loaded'
import { useQuery } from '@tanstack/react-query'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useConnection } from '../integrations/connection'
import { templateQuery } from '../queries'
import { draftOf, firstRows, type TemplateDraft } from './mapping'
import { useOffers } from './sources'
import { TemplateEditor } from './TemplateEditor'

export function TemplatePage() {
  const { t } = useTranslation()
  const { templateId, connectionId } = useParams({ from: '/inside/integrations/$connectionId/templates/$templateId' })
  const { connection, connector } = useConnection()
  const offers = useOffers(connectionId)
  const template = useQuery({ ...templateQuery(connectionId, templateId), enabled: templateId !== 'new' })
  const waiting = offers.described.isPending || offers.facts.isPending || offers.references.isPending || offers.types.isPending
  return (
    <Loaded of={connection}>
      {(one) => {
        if (waiting || (templateId !== 'new' && !template.data))
          return <Loaded of={{ data: undefined, error: template.error, isPending: true, refetch: template.refetch }}>{() => null}</Loaded>
        const recordTypes = offers.described.data?.recordTypes ?? []
        const record = recordTypes.find(({ name }) => name === template.data?.recordType) ?? recordTypes[0]
        const required = (record?.fields ?? []).filter(({ requiredOnCreate }) => requiredOnCreate).map(({ name }) => name)
        const references = offers.references.data?.items ?? []
        const start: TemplateDraft = template.data
          ? draftOf(template.data)
          : {
              name: '',
              kind: 'create',
              recordType: record?.name ?? 'Enquiry',
              reference: references[0]?.name ?? '',
              active: true,
              rows: firstRows('create', required),
            }
        return (
          <Stack gap={0}>
            {offers.described.error && (
              <div className="content" style={{ paddingBottom: 0 }}>
                <ErrorNotice error={offers.described.error} title={t('templates.describeFailed')} />
              </div>
            )}
            <TemplateEditor
              key={templateId}
              connection={one}
              saved={template.data}
              start={start}
              record={record}
              required={required}
              references={references}
              facts={offers.facts.data?.items ?? []}
              types={offers.types.data?.items ?? []}
              notices={connector?.notices ?? []}
            />
          </Stack>
        )
      }}
    </Loaded>
  )
}
