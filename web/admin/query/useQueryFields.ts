import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { queryFieldsQuery } from '../queries'

/** The fields of a record type, with those of each related record that was opened. */
export function useQueryFields(connectionId: string, recordType: string, alreadyOpen: string[] = []) {
  const [opened, setOpened] = useState<{ of: string; paths: string[] }>({ of: recordType, paths: [] })
  const relations = [...new Set([...alreadyOpen, ...(opened.of === recordType ? opened.paths : [])])]
  const paths: (string | undefined)[] = [undefined, ...relations]
  const loaded = useQueries({
    queries: paths.map((path) => ({
      ...queryFieldsQuery(connectionId, recordType, path),
      enabled: connectionId !== '' && recordType !== '',
    })),
  })
  const fields = loaded.flatMap(({ data }) => data?.items ?? [])
  const opens = [...new Set(fields.flatMap((field) => (field.opens ? [field.opens] : [])))].filter((path) => !relations.includes(path))
  const open = (path: string) => setOpened({ of: recordType, paths: [...relations, path] })
  return { fields, opens, open, error: loaded.find(({ error }) => error)?.error }
}
