import { SegmentedControl, Select } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { Loaded } from '@shared/components/Loaded'
import { IconFilePlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RecordForm as Form, SessionCard } from '../desk/types'
import { formKey } from './forms'
import { RecordForm } from './RecordForm'
import { useForms } from './useForms'

/** A new record of this session in one of the connected systems. */
export function CreateTab({ card }: { card: SessionCard }) {
  const { t } = useTranslation()
  const forms = useForms(card.id)
  return (
    <Loaded of={forms}>
      {({ items }) =>
        items.length === 0 ? (
          <Empty icon={IconFilePlus} title={t('console.create.none')} text={t('console.create.noneText')} />
        ) : (
          <Choose card={card} forms={items} />
        )
      }
    </Loaded>
  )
}

function Choose({ card, forms }: { card: SessionCard; forms: Form[] }) {
  const { t } = useTranslation()
  const [key, setKey] = useState(formKey(forms[0]))
  const several = new Set(forms.map(({ connectionId }) => connectionId)).size > 1
  const data = forms.map((form) => ({
    value: formKey(form),
    label: [form.label, several && form.connectionName].filter(Boolean).join(' · '),
  }))
  const form = forms.find((one) => formKey(one) === key) ?? forms[0]
  return (
    <>
      {data.length > 4 || several ? (
        <Select
          label={t('console.create.what')}
          data={data}
          value={formKey(form)}
          onChange={(next) => next && setKey(next)}
          allowDeselect={false}
          mb="md"
        />
      ) : (
        <SegmentedControl aria-label={t('console.create.what')} data={data} value={formKey(form)} onChange={setKey} mb="md" fullWidth />
      )}
      <RecordForm key={formKey(form)} card={card} form={form} />
    </>
  )
}
