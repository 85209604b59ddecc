import { Button, Group, Select, Stack, TextInput } from '@mantine/core'
import type { CaseStatus } from '@shared/api/types'
import { RemoveRow } from '@shared/components/RowList'
import { IconPlus } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

const kinds = ['initial', 'normal', 'final'] as const

export function StatusList({ statuses, change }: { statuses: CaseStatus[]; change: (statuses: CaseStatus[]) => void }) {
  const { t } = useTranslation()
  const set = (index: number, part: Partial<CaseStatus>) => change(statuses.map((old, at) => (at === index ? { ...old, ...part } : old)))
  return (
    <Stack gap="sm">
      {statuses.map((status, index) => (
        <Group key={index} gap="sm" align="flex-end">
          <TextInput
            flex="1 1 200px"
            label={t('caseTypes.fieldLabel')}
            value={status.label}
            onChange={(event) => set(index, { label: event.currentTarget.value })}
          />
          <TextInput
            flex="1 1 140px"
            label={t('caseTypes.name')}
            value={status.name}
            onChange={(event) => set(index, { name: event.currentTarget.value })}
          />
          <Select
            w={200}
            label={t('caseTypes.statusKind')}
            allowDeselect={false}
            data={kinds.map((kind) => ({ value: kind, label: t(`statusKind.${kind}`) }))}
            value={status.kind}
            onChange={(kind) => kind && set(index, { kind: kind as CaseStatus['kind'] })}
          />
          <RemoveRow remove={() => change(statuses.filter((_, at) => at !== index))} />
        </Group>
      ))}
      <Group>
        <Button
          variant="light"
          leftSection={<IconPlus size={16} />}
          onClick={() => change([...statuses, { name: '', label: '', kind: 'normal' }])}
        >
          {t('caseTypes.addStatus')}
        </Button>
      </Group>
    </Stack>
  )
}
