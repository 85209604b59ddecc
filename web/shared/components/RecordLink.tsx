import { Anchor } from '@mantine/core'
import { IconExternalLink } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

/** The number of a record in the other system, such as an Enquiry number; a link where the system has a page for it. */
export function RecordLink({ record, url, large }: { record: string; url?: string | null; large?: boolean }) {
  const { t } = useTranslation()
  const className = large ? 'record large' : 'record'
  if (!url) return <span className={className}>{record}</span>
  return (
    <Anchor href={url} target="_blank" rel="noreferrer" className={className} onClick={(event) => event.stopPropagation()}>
      {record}
      <IconExternalLink size={large ? 20 : 14} aria-label={t('opensElsewhere')} />
    </Anchor>
  )
}
