import { Button, Checkbox, Group, NumberInput, Select, Textarea, TextInput } from '@mantine/core'
import type { CaseField, FieldType } from '@shared/api/types'
import { RowList } from '@shared/components/RowList'
import { nameFrom } from '@shared/nameFrom'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const types: FieldType[] = ['text', 'longText', 'number', 'boolean', 'date', 'dateTime', 'choice', 'email', 'phone', 'url']
const lengths = new Set<FieldType>(['text', 'longText', 'email', 'phone', 'url'])

interface Props {
  fields: CaseField[]
  /** A field that cases already hold keeps its name. */
  saved: CaseField[]
  change: (fields: CaseField[]) => void
}

export function FieldList({ fields, saved, change }: Props) {
  const { t } = useTranslation()
  const kept = new Set(saved.map(({ name }) => name))
  return (
    <RowList
      rows={fields}
      change={change}
      className="step"
      row={(field) => ({ 'aria-label': field.label })}
      add={
        <Button
          variant="light"
          leftSection={<IconPlus size={16} />}
          onClick={() => change([...fields, { name: '', label: '', type: 'text', required: false, sensitive: false }])}
        >
          {t('caseTypes.addField')}
        </Button>
      }
    >
      {(field, set) => <FieldRow field={field} kept={kept.has(field.name)} set={(part) => set({ ...field, ...part })} />}
    </RowList>
  )
}

function FieldRow({ field, kept, set }: { field: CaseField; kept: boolean; set: (part: Partial<CaseField>) => void }) {
  const { t } = useTranslation()
  return (
    <div>
      <Group gap="sm" align="flex-end">
        <TextInput
          flex="1 1 200px"
          label={t('caseTypes.fieldLabel')}
          value={field.label}
          onChange={(event) => {
            const label = event.currentTarget.value
            set(kept || field.name !== nameFrom(field.label) ? { label } : { label, name: nameFrom(label) })
          }}
        />
        <TextInput
          flex="1 1 140px"
          label={t('caseTypes.name')}
          readOnly={kept}
          value={field.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <Select
          w={150}
          label={t('caseTypes.type')}
          allowDeselect={false}
          data={types.map((type) => ({ value: type, label: t(`fieldType.${type}`) }))}
          value={field.type}
          onChange={(type) => type && set({ type: type as FieldType })}
        />
        {lengths.has(field.type) && (
          <NumberInput
            w={110}
            label={t('caseTypes.maxLength')}
            min={1}
            value={field.maxLength ?? ''}
            onChange={(length) => set({ maxLength: length === '' ? null : Number(length) })}
          />
        )}
      </Group>
      <Group mt="xs" gap="lg">
        <Checkbox
          size="sm"
          label={t('caseTypes.required')}
          checked={field.required ?? false}
          onChange={(event) => set({ required: event.currentTarget.checked })}
        />
        <Checkbox
          size="sm"
          label={t('caseTypes.sensitive')}
          checked={field.sensitive ?? false}
          onChange={(event) => set({ sensitive: event.currentTarget.checked })}
        />
      </Group>
      {field.type === 'choice' && (
        <Textarea
          mt="xs"
          autosize
          minRows={2}
          label={t('caseTypes.choices')}
          description={t('caseTypes.choicesHelp')}
          defaultValue={(field.choices ?? []).map(({ value, label }) => `${value} = ${label}`).join('\n')}
          onBlur={(event) => set({ choices: readChoices(event.currentTarget.value) })}
        />
      )}
    </div>
  )
}

/** One choice a line: `value = what people read`, or just what people read. */
export function readChoices(text: string): { value: string; label: string }[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const [, value, label] = /^(.*?)\s*=\s*(.*)$/.exec(line) ?? [line, line, line]
      return { value, label: label || value }
    })
}
