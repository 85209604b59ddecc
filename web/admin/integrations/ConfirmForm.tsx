import { CopyIcon } from '@shared/components/Copy'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** The way through Confirm's own menus, whose names are the same in every language. */
export function MenuPath({ path }: { path: string[] }) {
  const { t } = useTranslation()
  return (
    <div className="path">
      <small>{t('updates.where')}</small> <strong>{path.join(' › ')}</strong>
    </div>
  )
}

/** A field of Confirm's form: what to enter, or in words what to do with it. */
export interface ToEnter {
  field: string
  enter?: string
  say?: ReactNode
}

/** What to enter in a form of Confirm's, under the names that its fields have there. */
export function FormToFill({ fields }: { fields: ToEnter[] }) {
  return (
    <dl className="enter">
      {fields.map(({ field, enter, say }) => (
        <div key={field}>
          <dt>{field}</dt>
          <dd>
            {enter !== undefined && (
              <>
                <code>{enter}</code>
                <CopyIcon value={enter} label={field} />
              </>
            )}
            {say && <span>{say}</span>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
