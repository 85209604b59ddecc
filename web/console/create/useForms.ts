import { useQuery } from '@tanstack/react-query'
import { readForms } from '../desk/hub'

/** Which records an agent may make of a session, with what is known already. */
export const useForms = (session: string) =>
  useQuery({ queryKey: ['record-forms', session], staleTime: 60_000, queryFn: ({ signal }) => readForms(session, signal) })
