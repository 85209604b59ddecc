import { Fieldset, SimpleGrid, Stack, TextInput } from '@mantine/core'
import { ApiError } from '@shared/api/problem'
import type { Address, CaseType, Person, Values } from '@shared/api/types'
import { useTranslation } from 'react-i18next'
import { FieldInput } from './FieldInput'

export interface CaseDraft {
  values: Values
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
  const problem = (pointer: string) => (error instanceof ApiError ? error.problemAt(pointer) : undefined)
  return (
    <Stack>
      {type.fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={draft.values[field.name]}
          error={problem(`/values/${field.name}`)}
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
              error={problem(`/person/${name}`)}
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
              error={problem(`/address/${name}`)}
              onChange={(event) => {
                const text = event.currentTarget.value
                change({
                  address: {
                    ...draft.address,
                    [name]: text === '' ? null : numbers.has(name) && !Number.isNaN(Number(text)) ? Number(text) : text,
                  },
                })
              }}
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
