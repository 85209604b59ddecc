import { Breadcrumbs, Group, Stack, Title } from '@mantine/core'
import { type ReactNode, useEffect } from 'react'

interface Props {
  title: string
  /** What stands beside the title, such as a state. */
  beside?: ReactNode
  crumbs?: ReactNode[]
  actions?: ReactNode
  children: ReactNode
}

export function Page({ title, beside, crumbs, actions, children }: Props) {
  useEffect(() => {
    document.title = `${title} · Liaison`
  }, [title])
  return (
    <div className="content">
      <Stack gap="lg">
        <div>
          {crumbs && (
            <Breadcrumbs fz="sm" mb={4} separatorMargin={6}>
              {crumbs.map((crumb, index) => (
                <span key={index}>{crumb}</span>
              ))}
            </Breadcrumbs>
          )}
          <Group justify="space-between" align="center" gap="sm">
            <Group gap="sm">
              <Title order={1}>{title}</Title>
              {beside}
            </Group>
            {actions && <Group gap="xs">{actions}</Group>}
          </Group>
        </div>
        {children}
      </Stack>
    </div>
  )
}

export function Section({
  title,
  actions,
  children,
  flush,
}: {
  title?: string
  actions?: ReactNode
  children: ReactNode
  flush?: boolean
}) {
  return (
    <section className={flush ? 'card flush' : 'card'}>
      {(title || actions) && (
        <Group justify="space-between" gap="xs" mb={flush ? 0 : 'sm'} p={flush ? 'md' : 0}>
          {title && <Title order={2}>{title}</Title>}
          {actions}
        </Group>
      )}
      {children}
    </section>
  )
}
