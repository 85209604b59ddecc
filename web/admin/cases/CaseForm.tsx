import { Fieldset, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { problemAt } from '@shared/api/problem'
import type { Address, CaseType, Person } from '@shared/api/types'
import { useTranslation } from 'react-i18next'
import { FieldInput } from './FieldInput'

export interface CaseDraft {
  values: Record<string, string | null>
  person: Person
  address: Address
}

const personFields = ['title', 'forename', 'surname', 'email', 'phone', 'reference'] as const
const addressFields = ['line1', 'line2', 'town', 'postcode', 'uprn', 'usrn', 'easting', 'northing'] as const
const numbers = new Set(['easting', 'northing'])

interface Props {
  type: CaseType
  draft: CaseDraft
  error: unknown
  change: (part: Partial<CaseDraft>) => void
}

export function CaseForm({ type, draft, error, change }: Props) {
  const { t } = useTranslation()
  return (
    <Stack>
      {type.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={draft.values[field.name]}
          error={problemAt(error, `/values/${field.name}`)}
          onChange={(value) => change({ values: { ...draft.values, [field.name]: value } })}
        />
      ))}
      <Fieldset legend={t('cases.person')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {personFields.map((name) => (
            <TextInput
              key={name}
              label={t(`person.${name}`)}
              value={draft.person[name] ?? ''}
              error={problemAt(error, `/person/${name}`)}
              onChange={(event) => change({ person: { ...draft.person, [name]: event.currentTarget.value || null } })}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
      <Fieldset legend={t('cases.address')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm">
          {addressFields.map((name) => (
            <TextInput
              key={name}
              label={t(`address.${name}`)}
              inputMode={numbers.has(name) ? 'decimal' : undefined}
              value={draft.address[name] ?? ''}
              error={problemAt(error, `/address/${name}`)}
              onChange={(event) => change({ address: { ...draft.address, [name]: event.currentTarget.value || null } })}
            />
          ))}
        </SimpleGrid>
      </Fieldset>
    </Stack>
  )
}

/** An empty person or address is none at all. */
export function orNone<T extends object>(part: T): T | null {
  return Object.values(part).some((value) => value !== null && value !== undefined && value !== '') ? part : null
}
