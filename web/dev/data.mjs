// Believable data for the mock.
export * from './cases.mjs'
export * from './clock.mjs'
export * from './connections.mjs'
export * from './deliveries.mjs'
export * from './mappings.mjs'
export * from './people.mjs'
