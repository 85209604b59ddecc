import { ActionIcon, Autocomplete, Group, Menu, ScrollArea, Text, Textarea, Tooltip } from '@mantine/core'
import type { Code, Fact } from '@shared/api/types'
import { IconBraces } from '@tabler/icons-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useCodes } from './sources'

interface Props {
  label: string
  value: string
  onChange: (text: string) => void
  facts: Fact[]
  /** Where the values come from a code list: which, and the code above it in the other list. */
  codes?: { connectionId: string; list: string; parent?: string }
  error?: boolean
  placeholder?: string
}

const groups = ['caseField', 'case', 'caseDate', 'person', 'address', 'session', 'customer', 'agent', 'items', 'system'] as const

/** Text that may hold placeholders; beside it the menu that puts one where the cursor is. */
export function TextSource({ label, value, onChange, facts, codes, error, placeholder }: Props) {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement & HTMLTextAreaElement>(null)
  const loaded = useCodes(codes?.connectionId ?? '', codes?.list, codes?.parent)
  function insert(path: string) {
    const box = input.current
    const start = box?.selectionStart ?? value.length
    const end = box?.selectionEnd ?? value.length
    onChange(`${value.slice(0, start)}{{ ${path} }}${value.slice(end)}`)
    box?.focus()
  }
  const known = new Map((loaded.data?.items ?? []).map((code) => [code.code, code]))
  return (
    <div>
      <Group gap={4} wrap="nowrap" align="flex-start">
        {codes ? (
          <Autocomplete
            ref={input}
            flex={1}
            aria-label={label}
            error={error}
            value={value}
            onChange={onChange}
            placeholder={placeholder ?? t('templates.codePlaceholder')}
            data={[...known.keys()]}
            limit={80}
            filter={({ options, search }) =>
              options.filter((option) => 'value' in option && matches(known.get(String(option.value)), search))
            }
            renderOption={({ option }) => (
              <span>
                <strong>{option.value}</strong> <span style={{ opacity: 0.75 }}>{known.get(String(option.value))?.name}</span>
              </span>
            )}
          />
        ) : (
          <Textarea
            ref={input}
            flex={1}
            autosize
            minRows={1}
            maxRows={6}
            aria-label={label}
            error={error}
            value={value}
            placeholder={placeholder}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
        )}
        <Menu position="bottom-end" shadow="md" width={290}>
          <Menu.Target>
            <Tooltip label={t('templates.insert')}>
              <ActionIcon variant="default" size={36} aria-label={t('templates.insert')}>
                <IconBraces size={17} />
              </ActionIcon>
            </Tooltip>
          </Menu.Target>
          <Menu.Dropdown>
            <ScrollArea.Autosize mah={300}>
              {groups
                .filter((group) => facts.some((fact) => fact.group === group))
                .map((group) => (
                  <div key={group}>
                    <Menu.Label>{t(`factGroup.${group}`)}</Menu.Label>
                    {facts
                      .filter((fact) => fact.group === group)
                      .map((fact) => (
                        <Menu.Item key={fact.path} onClick={() => insert(fact.path)}>
                          {fact.label}
                        </Menu.Item>
                      ))}
                  </div>
                ))}
            </ScrollArea.Autosize>
          </Menu.Dropdown>
        </Menu>
      </Group>
      {codes && (
        <Text size="xs" c="dimmed" mt={3}>
          {known.get(value)?.name ??
            (loaded.error ? t('templates.codesUnavailable') : loaded.data?.stale ? t('templates.codesStale') : null)}
        </Text>
      )}
    </div>
  )
}

function matches(code: Code | undefined, search: string): boolean {
  const wanted = search.trim().toLowerCase()
  return code !== undefined && (code.code === search || `${code.code} ${code.name}`.toLowerCase().includes(wanted))
}
