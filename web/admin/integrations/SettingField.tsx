import { Anchor, Button, Group, Input, NumberInput, PasswordInput, Select, Switch, TextInput } from '@mantine/core'
import type { FormField } from '@shared/api/types'
import { zones } from '@shared/time'
import { useTranslation } from 'react-i18next'

interface Props {
  field: FormField
  value: unknown
  secretSet: boolean
  /** Whether it was saved already, and cannot be changed any more. */
  settled?: boolean
  error?: string
  onChange: (value: string | number | boolean | null | undefined) => void
}

/** One setting, as its connector declares it. */
export function SettingField({ field, value, secretSet, settled, error, onChange }: Props) {
  const { t } = useTranslation()
  const description = (
    <>
      {field.help}
      {field.links?.map(({ label, url }) => (
        <span key={url} style={{ display: 'block' }}>
          <Suggestion label={label} url={url} use={field.type === 'url' ? () => onChange(url) : undefined} />
        </span>
      ))}
    </>
  )
  const common = {
    label: field.label,
    description,
    withAsterisk: field.required,
    error,
    placeholder: field.placeholder ?? undefined,
    disabled: settled,
  }
  const text = value === null || value === undefined ? '' : String(value)
  switch (field.type) {
    case 'boolean':
      return (
        <Switch
          label={field.label}
          description={description}
          error={error}
          checked={value === true}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
      )
    case 'number':
      return (
        <NumberInput
          {...common}
          min={0}
          value={typeof value === 'number' ? value : ''}
          onChange={(next) => onChange(next === '' ? null : Number(next))}
        />
      )
    case 'timeZone':
      return (
        <Select
          {...common}
          searchable
          clearable={!field.required}
          data={zones(text)}
          value={text || null}
          onChange={onChange}
          limit={60}
          nothingFoundMessage={t('nothingFound')}
        />
      )
    case 'secret':
      // undefined: the secret that is kept; a text: the one that takes its place.
      return value === undefined && secretSet ? (
        <Input.Wrapper label={field.label} description={description} withAsterisk={field.required} error={error} labelElement="div">
          <Group gap="sm" mt={4}>
            <span role="img" aria-label={t('integrations.secretKept')}>
              ••••••••••
            </span>
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => onChange('')}
              aria-label={`${t('integrations.changeSecret')}: ${field.label}`}
            >
              {t('integrations.changeSecret')}
            </Button>
          </Group>
        </Input.Wrapper>
      ) : (
        <Group align="flex-end" gap="xs" wrap="nowrap">
          <PasswordInput
            {...common}
            flex={1}
            autoComplete="new-password"
            value={text}
            onChange={(event) => onChange(event.currentTarget.value)}
          />
          {secretSet && (
            <Button variant="default" onClick={() => onChange(undefined)}>
              {t('integrations.keepSecret')}
            </Button>
          )}
        </Group>
      )
    case 'choice':
      return <Select {...common} allowDeselect={!field.required} data={field.choices} value={text || null} onChange={onChange} />
    default:
      return (
        <TextInput
          {...common}
          type={field.type === 'url' ? 'url' : 'text'}
          value={text}
          onChange={(event) => onChange(event.currentTarget.value || null)}
        />
      )
  }
}

/** For a field that holds an address, one that can be put in with a press; for any other, somewhere to read. */
function Suggestion({ label, url, use }: { label: string; url: string; use?: () => void }) {
  const { t } = useTranslation()
  if (use)
    return (
      <Anchor
        component="button"
        type="button"
        size="xs"
        ta="left"
        maw="100%"
        style={{ overflowWrap: 'anywhere', whiteSpace: 'normal' }}
        onClick={use}
        title={t('integrations.useAddress')}
      >
        {label}: {url}
      </Anchor>
    )
  return (
    <Anchor href={/^https?:/i.test(url) ? url : undefined} target="_blank" rel="noreferrer" size="xs">
      {label}
    </Anchor>
  )
}
