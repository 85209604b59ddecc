import type { QueryVerdict } from '@shared/api/types'
import { Notice } from '@shared/components/Tone'
import { useTranslation } from 'react-i18next'
import { Side } from '../log/AttemptList'
import { wrongPart } from './placeholders'
import { RecordTable } from './RecordTable'

/** Whether a query is sound: how many records it finds, or what is wrong and where. */
export function Verdict({ verdict, text, fields }: { verdict: QueryVerdict; text: string; fields: string[] }) {
  const { t } = useTranslation()
  if (!verdict.ok) {
    const parts = wrongPart(text, verdict.fault?.field, verdict.message)
    return (
      <Notice tone="bad" title={t('query.unsound')}>
        {verdict.message}
        {parts && (
          <div>
            <code style={{ whiteSpace: 'pre-wrap' }}>
              {parts[0]}
              <mark style={{ background: 'none', color: 'inherit', textDecoration: 'underline wavy var(--tone-bad)' }}>{parts[1]}</mark>
              {parts[2]}
            </code>
          </div>
        )}
        {verdict.fault?.advice && <div>→ {verdict.fault.advice}</div>}
      </Notice>
    )
  }
  return (
    <>
      <Notice tone="good" title={t('query.count', { count: verdict.count })}>
        {t('query.sound')}
      </Notice>
      {verdict.records.length > 0 && <RecordTable fields={fields} records={verdict.records.slice(0, 10)} width={420} mt="sm" />}
      {verdict.sent && <Side label={t('query.sent')} text={verdict.sent} />}
    </>
  )
}
