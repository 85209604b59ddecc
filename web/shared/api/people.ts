export type Role = 'administrator' | 'supervisor' | 'agent'

export interface Me {
  user: { id: string; name: string; email: string; role: Role; locale: string; timeZone: string }
  tenant: { id: string; name: string }
  version: string
}

export interface User {
  id: string
  name: string
  email: string
  role: Role
  disabled?: boolean
}

export const scopes = ['cases:read', 'cases:write', 'configuration', 'deliveries', 'integration'] as const
export type Scope = (typeof scopes)[number]

export interface ApiKey {
  id: string
  name: string
  scopes: Scope[]
  connectionId?: string | null
  createdAt: string
  lastUsedAt?: string | null
  revokedAt?: string | null
  hint: string
  /** Present once: in the answer that made the key. */
  key?: string
}

export interface AuditEntry {
  id: string
  at: string
  who: string
  action: string
  subject: string
  before?: unknown
  after?: unknown
}
