export interface Disposition {
  name: string
  sub: string[]
}

export interface DeskQueue {
  name: string
  routed: boolean
  skills: string[]
  wrapUpSeconds: number | null
  script: string
  priority: number
  agents: string[]
}

export interface DeskCampaign {
  name: string
  wrapUpSeconds: number | null
  script: string
  dispositions: Disposition[]
}

export interface DeskAgent {
  email: string
  skills: string[]
  queues: string[]
  seat: boolean
}

/** How agents work: the configuration document `desk`. */
export interface DeskSettings {
  seats: number
  defaultUserEmail: string | null
  reasons: string[]
  offerSeconds: number
  wrapUpSeconds: number
  queues: DeskQueue[]
  campaigns: DeskCampaign[]
  dispositions: Disposition[]
  dynamicData: { mostText: number; mostOther: number; most: number | null }
  autoOpenRecords: boolean
  agents: DeskAgent[]
}

export interface DeskSettingsAnswer {
  settings: DeskSettings
  version: number
}
