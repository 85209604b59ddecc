// What the desk's settings are made of, and what may not stay as it is.
import type { components } from '@shared/api/schema'
import type { DeskAgent, DeskCampaign, DeskQueue, DeskSettings, DeskSettingsAnswer, Disposition } from './types'

type Schemas = components['schemas']
type Said = Pick<Schemas['DeskSettingsAnswer'], 'settings' | 'version'>

const queue = (one: Schemas['DeskQueue']): DeskQueue => ({
  name: one.name,
  routed: one.routed ?? false,
  skills: one.skills ?? [],
  wrapUpSeconds: one.wrapUpSeconds ?? null,
  script: one.script ?? '',
  priority: one.priority ?? 5,
  agents: one.agents ?? [],
})
const disposition = (one: Schemas['DispositionChoice']): Disposition => ({ name: one.name, sub: one.sub ?? [] })
const campaign = (one: Schemas['DeskCampaign']): DeskCampaign => ({
  name: one.name,
  wrapUpSeconds: one.wrapUpSeconds ?? null,
  script: one.script ?? '',
  dispositions: (one.dispositions ?? []).map(disposition),
})
const agent = (one: Schemas['DeskSeat']): DeskAgent => ({
  email: one.email,
  skills: one.skills ?? [],
  queues: one.queues ?? [],
  seat: one.seat ?? true,
})

export const empty = {
  queue: () => queue({ name: '' }),
  campaign: () => campaign({ name: '' }),
  disposition: () => disposition({ name: '' }),
  agent: () => agent({ email: '' }),
}

/** What the hub says, with everything in it that a form wants to hold: the hub leaves out what was never said. */
export function read({ settings: said, version }: Said): DeskSettingsAnswer {
  return {
    version,
    settings: {
      ...said,
      defaultUserEmail: said.defaultUserEmail ?? null,
      dynamicData: { ...said.dynamicData, most: said.dynamicData.most ?? null },
      queues: said.queues.map(queue),
      campaigns: said.campaigns.map(campaign),
      dispositions: said.dispositions.map(disposition),
      agents: said.agents.map(agent),
    },
  }
}

/** The same name twice, whatever its letters' case. */
export const twice = (names: string[], name: string, own: number) =>
  names.some((other, at) => at !== own && other.trim().toLowerCase() === name.trim().toLowerCase())

export const isAddress = (email: string) => /^[^\s@]+@[^\s@]+$/.test(email.trim())

/** How many agents are to have a seat, and how many of them there is none for. */
export function seating({ seats, agents }: Pick<DeskSettings, 'seats' | 'agents'>) {
  const wanted = agents.filter(({ seat }) => seat).length
  return { wanted, over: Math.max(0, wanted - seats) }
}

/** Whether an agent serves a queue: either names the other, or nobody says at all who serves it. */
export function serves({ agents }: Pick<DeskSettings, 'agents'>, queue: DeskQueue, who: DeskAgent): boolean {
  const names = (list: string[], name: string) => list.some((one) => one.toLowerCase() === name.toLowerCase())
  if (names(queue.agents, who.email) || names(who.queues, queue.name)) return true
  return queue.agents.length === 0 && !agents.some((one) => names(one.queues, queue.name))
}

/** A queue by another name is still served by those who served it. */
export function renameQueue(settings: DeskSettings, from: string, to: string): DeskSettings {
  if (from === '' || from === to) return settings
  return { ...settings, agents: settings.agents.map((one) => ({ ...one, queues: one.queues.map((name) => (name === from ? to : name)) })) }
}

export const removeQueue = (settings: DeskSettings, name: string): DeskSettings => ({
  ...settings,
  queues: settings.queues.filter((one) => one.name !== name),
  agents: settings.agents.map((one) => ({ ...one, queues: one.queues.filter((other) => other !== name) })),
})
