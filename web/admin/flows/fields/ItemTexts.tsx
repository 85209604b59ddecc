import { Autocomplete, Button, Group, Input, Stack } from '@mantine/core'
import { RemoveRow } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { TextSource } from '../../templates/TextSource'
import { freeItem } from '../form'
import { type FieldProps, useFlowFacts, useItemNames } from './field'

/** Extra items by name, each with a text that may hold placeholders. */
export function ItemTexts({ one, field, label, help, error, set }: FieldProps) {
  const { t } = useTranslation()
  const facts = useFlowFacts()
  const names = useItemNames()
  const rows = Object.entries((one.node[field.name] ?? {}) as Record<string, string>)
  const change = (next: [string, string][]) => set(Object.fromEntries(next))
  const put = (index: number, row: [string, string]) => change(rows.map((old, at) => (at === index ? row : old)))
  return (
    <Input.Wrapper label={label} description={help} error={error} labelElement="div">
      <Stack gap="sm" mt="xs">
        {rows.map(([name, value], index) => (
          <div key={index} className="flow-row">
            <Group gap={4} wrap="nowrap">
              <Autocomplete
                flex={1}
                aria-label={t('flows.items.name')}
                placeholder={t('flows.items.name')}
                data={names}
                value={name}
                onChange={(next) => (next === name || !rows.some(([other]) => other === next)) && put(index, [next, value])}
              />
              <RemoveRow remove={() => change(rows.filter((_, at) => at !== index))} />
            </Group>
            <TextSource label={t('flows.items.value')} value={value} onChange={(next) => put(index, [name, next])} facts={facts} />
          </div>
        ))}
        <Group>
          <Button
            size="xs"
            variant="light"
            leftSection={<IconPlus size={15} />}
            onClick={() =>
              change([
                ...rows,
                [
                  freeItem(
                    rows.map(([name]) => name),
                    'item',
                  ),
                  '',
                ],
              ])
            }
          >
            {t('flows.items.add')}
          </Button>
        </Group>
      </Stack>
    </Input.Wrapper>
  )
}
