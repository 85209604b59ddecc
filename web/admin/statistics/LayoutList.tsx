import { Button, Group, Menu, Stack, Text } from '@mantine/core'
import type { components } from '@shared/api/schema'
import { Section } from '@shared/components/Page'
import { IconFilePlus, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { LayoutEditor } from './LayoutEditor'
import type { Layout, Preset, Settings } from './questions'

interface Props {
  connection: string
  settings: Settings
  change: (part: Partial<Settings>) => void
  catalogue: components['schemas']['StatisticsCatalogue']
  problemAt: (pointer: string) => string | undefined
}

/** A name that no other file of the connection has. */
function freeName(name: string, layouts: Layout[]): string {
  const taken = (wanted: string) => layouts.some((layout) => layout.name.toLowerCase() === wanted.toLowerCase())
  for (let number = 2; ; number++) {
    const wanted = number === 2 && !taken(name) ? name : `${name} ${number}`
    if (!taken(wanted)) return wanted
  }
}

/** The files that each interval gets. */
export function LayoutList({ connection, settings, change, catalogue, problemAt }: Props) {
  const { t } = useTranslation()
  const { layouts } = settings
  const set = (next: Layout[]) => change({ layouts: next })
  const add = (layout: Layout) => {
    const name = freeName(layout.name, layouts)
    const clash = layouts.some(({ fileName }) => fileName === layout.fileName)
    set([...layouts, { ...layout, name, fileName: clash ? `${name.replaceAll(' ', '_')}_${layout.fileName}` : layout.fileName }])
  }
  return (
    <Stack>
      {layouts.map((layout, index) => (
        <Section
          key={index}
          title={layout.name || t('statistics.layout.unnamed')}
          actions={
            <Button
              variant="subtle"
              color="red"
              size="compact-sm"
              leftSection={<IconTrash size={15} />}
              onClick={() => set(layouts.filter((_, at) => at !== index))}
            >
              {t('statistics.layout.remove')}
            </Button>
          }
        >
          <LayoutEditor
            connection={connection}
            settings={settings}
            layout={layout}
            columns={catalogue.columns}
            set={(next) => set(layouts.map((old, at) => (at === index ? next : old)))}
            problemAt={(pointer) => problemAt(`/layouts/${index}${pointer}`)}
          />
        </Section>
      ))}
      {layouts.length === 0 && <Text c="dimmed">{t('statistics.layout.none')}</Text>}
      <Group>
        <Menu>
          <Menu.Target>
            <Button variant="default" leftSection={<IconFilePlus size={16} />}>
              {t('statistics.layout.add')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {catalogue.presets.flatMap((preset: Preset) =>
              preset.layouts.map((layout) => (
                <Menu.Item key={`${preset.name} ${layout.name}`} onClick={() => add(layout)}>
                  {preset.label}: {t(`statistics.subject.${layout.subject}`)}
                </Menu.Item>
              )),
            )}
          </Menu.Dropdown>
        </Menu>
        <Menu>
          <Menu.Target>
            <Button variant="subtle">{t('statistics.layout.replace')}</Button>
          </Menu.Target>
          <Menu.Dropdown maw={420}>
            {catalogue.presets.map((preset) => (
              <Menu.Item key={preset.name} onClick={() => set(preset.layouts)}>
                <strong>{preset.label}</strong>
                <Text size="xs" c="dimmed" style={{ whiteSpace: 'normal' }}>
                  {t(`statistics.preset.${preset.name}`, { defaultValue: preset.note })}
                </Text>
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </Group>
    </Stack>
  )
}
