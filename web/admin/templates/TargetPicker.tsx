import { Select, Stack, Text } from '@mantine/core'
import type { Fact, FieldDescription, RecordType, TemplateKind } from '@shared/api/types'
import { useTranslation } from 'react-i18next'
import { TextSource } from './TextSource'

type Named = { field: string } | { attribute: string }
const attributeChoice = '\u0000attribute'

interface Props {
  record: RecordType | undefined
  kind: TemplateKind
  value: Named
  facts: Fact[]
  error?: boolean
  onChange: (value: Named) => void
}

const usable: Record<TemplateKind, (field: FieldDescription) => boolean> = {
  create: ({ creatable }) => creatable,
  update: ({ updatable }) => updatable,
  incoming: ({ readable }) => readable,
}

/** A field of the record in the other system, or, last in the list, one of its attributes by its type code. */
export function TargetPicker({ record, kind, value, facts, error, onChange }: Props) {
  const { t } = useTranslation()
  const fields = (record?.fields ?? []).filter(usable[kind])
  const groups = [...new Set(fields.map(({ group }) => group))]
  const data = groups.map((group) => ({
    group,
    items: fields
      .filter((field) => field.group === group)
      .map((field) => ({ value: field.name, label: field.requiredOnCreate && kind === 'create' ? `${field.label} *` : field.label })),
  }))
  if (record?.attributes)
    data.push({ group: t('templates.attributes'), items: [{ value: attributeChoice, label: t('templates.enquiryAttribute') }] })
  const chosen = 'attribute' in value ? attributeChoice : value.field
  const known = fields.some(({ name }) => name === chosen) || chosen === attributeChoice
  if (chosen && !known) data.push({ group: t('templates.unknown'), items: [{ value: chosen, label: chosen }] })
  const field = fields.find(({ name }) => name === chosen)
  return (
    <Stack gap={6}>
      <Select
        aria-label={t(kind === 'incoming' ? 'templates.sourceField' : 'templates.targetField')}
        placeholder={t('templates.chooseField')}
        searchable
        allowDeselect={false}
        data={data}
        value={chosen || null}
        error={error}
        nothingFoundMessage={t('nothingFound')}
        onChange={(name) => name && onChange(name === attributeChoice ? { attribute: '' } : { field: name })}
      />
      {'attribute' in value && (
        <TextSource
          label={t('templates.attributeCode')}
          placeholder={t('templates.attributeCode')}
          value={value.attribute}
          onChange={(attribute) => onChange({ attribute })}
          facts={facts}
          error={error}
        />
      )}
      {field?.maxLength && (
        <Text size="xs" c="dimmed">
          {t('templates.maxLength', { count: field.maxLength })}
        </Text>
      )}
    </Stack>
  )
}
