import { Stack, Text, Title } from '@mantine/core'
import { IconInbox } from '@tabler/icons-react'
import type { ReactNode } from 'react'

export function Empty({
  icon: Mark = IconInbox,
  title,
  text,
  action,
  level,
}: {
  icon?: typeof IconInbox
  title: string
  text?: string
  action?: ReactNode
  /** Where it is the whole page, its title is the page's. */
  level?: 1
}) {
  return (
    <Stack align="center" gap={6} py={44} px="md" ta="center">
      <Mark size={36} stroke={1.3} color="var(--mantine-color-dimmed)" aria-hidden />
      {level ? <Title order={level}>{title}</Title> : <Text fw={600}>{title}</Text>}
      {text && (
        <Text c="dimmed" size="sm" maw={460}>
          {text}
        </Text>
      )}
      {action && <div style={{ marginTop: 8 }}>{action}</div>}
    </Stack>
  )
}
