import { ActionIcon, Button, Checkbox, Group, NumberInput, Select, Stack, Textarea, TextInput } from '@mantine/core'
import type { CaseField, FieldType } from '@shared/api/types'
import { IconArrowDown, IconArrowUp, IconPlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { nameFrom } from '../integrations/ReferencesTab'
import { moved } from '../templates/mapping'

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
  const set = (index: number, part: Partial<CaseField>) => change(fields.map((old, at) => (at === index ? { ...old, ...part } : old)))
  return (
    <Stack gap="md">
      {fields.map((field, index) => (
        <div key={index} role="group" aria-label={field.label} style={{ borderBottom: '1px solid var(--line)', paddingBottom: 14 }}>
          <Group gap="sm" align="flex-end">
            <TextInput
              flex="1 1 200px"
              label={t('caseTypes.fieldLabel')}
              value={field.label}
              onChange={(event) => {
                const label = event.currentTarget.value
                set(index, kept.has(field.name) || field.name !== nameFrom(field.label) ? { label } : { label, name: nameFrom(label) })
              }}
            />
            <TextInput
              flex="1 1 140px"
              label={t('caseTypes.name')}
              readOnly={kept.has(field.name)}
              value={field.name}
              onChange={(event) => set(index, { name: event.currentTarget.value })}
            />
            <Select
              w={150}
              label={t('caseTypes.type')}
              allowDeselect={false}
              data={types.map((type) => ({ value: type, label: t(`fieldType.${type}`) }))}
              value={field.type}
              onChange={(type) => type && set(index, { type: type as FieldType })}
            />
            {lengths.has(field.type) && (
              <NumberInput
                w={110}
                label={t('caseTypes.maxLength')}
                min={1}
                value={field.maxLength ?? ''}
                onChange={(length) => set(index, { maxLength: length === '' ? null : Number(length) })}
              />
            )}
            <Group gap={2} wrap="nowrap">
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                disabled={index === 0}
                aria-label={t('templates.moveUp')}
                onClick={() => change(moved(fields, index, index - 1))}
              >
                <IconArrowUp size={17} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                disabled={index === fields.length - 1}
                aria-label={t('templates.moveDown')}
                onClick={() => change(moved(fields, index, index + 1))}
              >
                <IconArrowDown size={17} />
              </ActionIcon>
              <ActionIcon
                variant="subtle"
                color="red"
                size="lg"
                aria-label={t('action.remove')}
                onClick={() => change(fields.filter((_, at) => at !== index))}
              >
                <IconTrash size={17} />
              </ActionIcon>
            </Group>
          </Group>
          <Group mt="xs" gap="lg">
            <Checkbox
              size="sm"
              label={t('caseTypes.required')}
              checked={field.required}
              onChange={(event) => set(index, { required: event.currentTarget.checked })}
            />
            <Checkbox
              size="sm"
              label={t('caseTypes.sensitive')}
              checked={field.sensitive}
              onChange={(event) => set(index, { sensitive: event.currentTarget.checked })}
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
              onBlur={(event) => set(index, { choices: readChoices(event.currentTarget.value) })}
            />
          )}
        </div>
      ))}
      <Group>
        <Button
          variant="light"
          leftSection={<IconPlus size={16} />}
          onClick={() => change([...fields, { name: '', label: '', type: 'text', required: false, sensitive: false }])}
        >
          {t('caseTypes.addField')}
        </Button>
      </Group>
    </Stack>
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
