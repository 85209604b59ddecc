import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { ApiError } from '../api/problem'
import type { Fault } from '../api/types'
import { Notice } from './Tone'

/** What went wrong on the way to the other system, and what to do about it. */
export function FaultNotice({ fault, title, children }: { fault: Fault; title?: string; children?: ReactNode }) {
  const { t } = useTranslation()
  return (
    <Notice tone={fault.verdict === 'fail' ? 'bad' : 'hold'} title={title ?? t(`fault.${fault.kind}`, { defaultValue: fault.kind })}>
      <div>
        {children && <strong>{children}: </strong>}
        {fault.detail}
      </div>
      {(fault.field || fault.code) && (
        <div>
          <small>
            {fault.field && `${t('fault.field')}: ${fault.field}`} {fault.code && `${t('fault.code')}: ${fault.code}`}
          </small>
        </div>
      )}
      {fault.advice && <div style={{ marginTop: 4 }}>→ {fault.advice}</div>}
    </Notice>
  )
}

/** What the hub said when it refused. */
export function ErrorNotice({ error, title }: { error: unknown; title?: string }) {
  const { t } = useTranslation()
  if (!error) return null
  if (!(error instanceof ApiError))
    return (
      <Notice tone="bad" title={title ?? t('error.unexpected')}>
        {String(error)}
      </Notice>
    )
  if (error.fault) return <FaultNotice fault={error.fault} title={title ?? t(`error.${error.code}`, { defaultValue: error.message })} />
  const said = t(`error.${error.code}`, { defaultValue: error.message })
  return (
    <Notice tone="bad" title={title ?? said}>
      {title && said}
      {error.problems.length > 0 && (
        <ul style={{ margin: '4px 0 0', paddingLeft: '1.1rem' }}>
          {error.problems.map((problem, index) => (
            <li key={index}>{problem.message}</li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
