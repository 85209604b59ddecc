import { ActionIcon, CopyButton, Group, Input, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'

export function CopyIcon({ value, label }: { value: string; label?: string }) {
  const { t } = useTranslation()
  return (
    <CopyButton value={value} timeout={1500}>
      {({ copied, copy }) => (
        <Tooltip label={copied ? t('action.copied') : t('action.copy')}>
          <ActionIcon variant="subtle" color={copied ? 'green' : 'gray'} onClick={copy} aria-label={`${t('action.copy')} ${label ?? ''}`}>
            {copied ? <IconCheck size={17} /> : <IconCopy size={17} />}
          </ActionIcon>
        </Tooltip>
      )}
    </CopyButton>
  )
}

/** Something to carry into another program: shown whole, copied with one press. */
export function CopyField({ label, value, description }: { label: string; value: string; description?: string }) {
  return (
    <Input.Wrapper label={label} description={description} labelElement="div">
      <Group
        gap={4}
        wrap="nowrap"
        mt={4}
        px="sm"
        py={4}
        justify="space-between"
        style={{ border: '1px solid var(--line)', borderRadius: 8, background: 'var(--paper)' }}
      >
        <code style={{ overflowWrap: 'anywhere', fontSize: '0.85rem' }}>{value}</code>
        <CopyIcon value={value} label={label} />
      </Group>
    </Input.Wrapper>
  )
}
