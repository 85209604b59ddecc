// Lists that the screens offer, in the order in which they are offered.
import type { DeliveryKind, DeliveryState, Role } from './types'

export const states = ['waiting', 'running', 'parked', 'delivered', 'failed', 'dead', 'cancelled'] as const satisfies DeliveryState[]
export const deliveryKinds = ['create', 'update', 'attach', 'incoming', 'memorialise', 'feed'] as const satisfies DeliveryKind[]
export const roles = ['administrator', 'supervisor', 'agent'] as const satisfies Role[]
export const scopes = [
  'cases:read',
  'cases:write',
  'configuration',
  'deliveries',
  'dynamic-data',
  'integration',
  'lookups',
  'memorialisation',
  'sessions:read',
  'sessions:write',
] as const
