import { Select } from '@mantine/core'
import { useTranslation } from 'react-i18next'

/** Looks into a related record, so that its fields can be named too. */
export function Extended({ opens, open }: { opens: string[]; open: (path: string) => void }) {
  const { t } = useTranslation()
  return (
    <Select
      label={t('query.extended')}
      description={t('query.extendedHelp')}
      searchable
      disabled={opens.length === 0}
      data={opens}
      value={null}
      onChange={(path) => path && open(path)}
    />
  )
}
