import { useDebouncedValue } from '@mantine/hooks'
import { api } from '@shared/api/client'
import type { TemplateContent } from '@shared/api/types'
import { keepPreviousData, useQuery } from '@tanstack/react-query'

/** Asks the hub what is wrong with the template as it stands, a moment after each change. */
export function useValidation(connectionId: string, template: TemplateContent) {
  const [settled] = useDebouncedValue(JSON.stringify(template), 500)
  const asked = useQuery({
    queryKey: ['validate', connectionId, settled],
    placeholderData: keepPreviousData,
    gcTime: 60_000,
    retry: false,
    queryFn: () => api.post(`/connections/${connectionId}/templates/validate`, JSON.parse(settled)),
  })
  return { problems: asked.data?.problems ?? [], checking: asked.isFetching }
}
