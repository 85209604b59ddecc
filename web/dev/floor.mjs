// A floor of agents for the mock, which goes on by itself: people take contacts, wrap up, go to lunch.
const start = Date.now()
const at = (seconds) => new Date(Date.now() - seconds * 1000).toISOString()
const names =
  'Amira Khan,Tom Hughes,Zofia Wiśniewska,Étienne Moreau,Priya Nair,Jan Kowalczyk,Grace Okafor,Liam Byrne,Chloé Dubois,Marek Zając,Sara Lindqvist,Owen Price'
const customers = ['Ewa Lis', 'Bartholomew Featherstonehaugh-Cholmondeley', '+44 20 7946 0958', 'Hélène Marchand', null, 'Robert Mills']
const queueNames = ['Highways', 'Council tax and benefits', 'Support', 'Web chat']
const channels = ['voice', 'voice', 'chat', 'inbox']
const pick = (list, index) => list[((index % list.length) + list.length) % list.length]
const session = (index, since) => ({
  id: `ses_${(index % 3) + 1}`,
  queue: pick(queueNames, index),
  channel: pick(channels, index),
  ...(pick(customers, index) && { customer: pick(customers, index) }),
  since,
})
const presences = ['busy', 'inQueue', 'busy', 'wrapUp', 'notReady', 'busy', 'inQueue', 'notReady', 'busy', 'inQueue', 'notReady', 'busy']
const reasons = { 4: 'Break', 7: 'missed', 10: 'Training' }

export const agents = names.split(',').map((name, index) => {
  const presence = presences[index]
  const since = at([1240, 42, 380, 156, 1005, 71, 12, 33, 2000, 310, 5400, 240][index])
  return {
    user: { id: `usr_a${index}`, name, email: `${name.split(' ')[0].toLowerCase()}@riverside.example` },
    presence,
    ...(reasons[index] && { reason: reasons[index] }),
    since,
    ...((presence === 'busy' || presence === 'wrapUp') && { session: session(index, since) }),
    handledToday: (index * 7) % 19,
    seat: index !== 10,
  }
})
const waiting = [
  ['Highways', 'voice', 204, 8, 'Robert Mills'],
  ['Highways', 'voice', 95, 5],
  ['Council tax and benefits', 'voice', 71, 5, 'Hélène Marchand'],
  ['Support', 'voice', 18, 5, '+44 20 7946 0011'],
  ['Web chat', 'chat', 9, 0, 'Ewa Lis'],
].map(([queue, channel, since, priority, customer], index) => ({
  sessionId: `ses_${(index % 3) + 1}${index > 2 ? 'b' : ''}`,
  queue,
  channel,
  since: at(since),
  priority,
  ...(customer && { customer }),
}))
const day = {
  Highways: [0.58, 41, 7],
  'Council tax and benefits': [0.74, 63, 2],
  Support: [0.93, 28, 1],
  'Web chat': [0.97, 35, 0],
}
export const empty = process.env.EMPTY === '1'

export function view() {
  if (empty) return { at: at(0), agents: [], queues: [], waiting: [] }
  const queues = queueNames.map((name) => {
    const here = waiting.filter(({ queue }) => queue === name)
    const [serviceLevel, handledToday, abandonedToday] = day[name]
    return {
      name,
      waiting: here.length,
      ...(here[0] && { longestWaitSince: here[0].since }),
      agentsInQueue: name === 'Support' ? 0 : agents.filter(({ presence }) => presence === 'inQueue').length,
      agentsBusy: name === 'Support' ? 0 : agents.filter(({ session: one }) => one?.queue === name).length,
      handledToday,
      abandonedToday,
      serviceLevel,
    }
  })
  return { at: at(0), agents, queues, waiting }
}

/** One thing happens. */
export function step() {
  const index = Math.floor((Date.now() - start) / 4000) % agents.length
  const agent = agents[index]
  const next = { inQueue: 'busy', busy: 'wrapUp', wrapUp: 'inQueue', notReady: 'notReady' }[agent.presence]
  if (next === agent.presence) return
  agent.presence = next
  agent.since = at(1)
  if (next === 'busy') agent.session = session(index, agent.since)
  if (next === 'wrapUp') agent.handledToday++
  if (next === 'inQueue') delete agent.session
}

const half = 30 * 60_000
export function today() {
  const now = Math.floor(Date.now() / half) * half
  const slots = empty ? [] : Array.from({ length: 14 }, (_, back) => now - back * half).reverse()
  const halfHours = slots.flatMap((begin, index) =>
    ['voice', 'chat', 'inbox'].flatMap((channel, which) => {
      const offered = Math.max(
        0,
        Math.round([14, 7, 4][which] * Math.sin(((index + 2) / 17) * Math.PI) + (((index * 7 + which * 3) % 5) - 2)),
      )
      if (offered === 0 || index === 3) return []
      const abandoned = which < 2 ? Math.floor(offered / 7) : 0
      const missed = index % 4 === which ? 1 : 0
      const open = index === slots.length - 1 ? Math.min(2, offered - abandoned - missed) : 0
      const volumes = { offered, answered: Math.max(0, offered - abandoned - missed - open), abandoned, missed, open, other: 0 }
      return [{ at: new Date(begin).toISOString(), channel, volumes }]
    }),
  )
  const total = { offered: 0, answered: 0, abandoned: 0, missed: 0, open: 0, other: 0 }
  for (const { volumes } of halfHours) for (const name of Object.keys(total)) total[name] += volumes[name]
  return {
    day: at(0).slice(0, 10),
    zone: 'Europe/London',
    at: at(0),
    halfHours,
    total,
    serviceLevelSeconds: 20,
    ...(!empty && { serviceLevel: 0.762, averageWaitSeconds: 31.4, averageHandleSeconds: 342, averageWrapUpSeconds: 48 }),
  }
}
