// The shapes of the HTTP API, version 1. When the hub's OpenAPI document is at hand, a generated schema takes this file's place.
export type * from './cases'
export type * from './deliveries'
export type * from './integrations'
export type * from './people'
export type { Problem } from './problem'

export interface Page<T> {
  items: T[]
  next: string | null
}

export interface Items<T> {
  items: T[]
}
