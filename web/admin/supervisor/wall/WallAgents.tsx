import { useTranslation } from 'react-i18next'
import { everThere, sorted } from '../agents/agents'
import { PresenceMark } from '../agents/PresenceMark'
import { agentLevel, type Limits } from '../limits/limits'
import { secondsSince, useNow } from '../live/now'
import { Since } from '../live/Since'
import type { AgentRow } from '../live/types'

/** More than this cannot be read from afar: then only those who are past a limit are named, the others are counted above. */
const most = 24

/** Who does what, in as little room as it takes to be read from afar; nobody's customer is named on a wall. */
export function WallAgents({ agents, at, limits }: { agents: AgentRow[]; at: string; limits: Limits }) {
  const { t, i18n } = useTranslation()
  const now = useNow()
  const level = (agent: AgentRow) => agentLevel(limits, agent, secondsSince(agent.since, now))
  const shown = agents.length > most ? agents.filter((agent) => level(agent) !== 'fine') : agents
  return (
    <>
      <ul className={shown.length > 16 ? 'wall-agents dense' : 'wall-agents'} aria-label={t('floor.agents.title')}>
        {sorted(shown, { by: 'presence', down: false }, i18n.language).map((agent) => (
          <li key={agent.user.id} className="card">
            <strong>{agent.user.name}</strong>
            <div>
              <PresenceMark of={agent} />
            </div>
            <Since at={everThere(agent, at) ? agent.since : null} level={(seconds) => agentLevel(limits, agent, seconds)} />
          </li>
        ))}
      </ul>
      {shown.length < agents.length && <p className="wall-rest">{t('floor.wall.rest', { count: agents.length - shown.length })}</p>}
    </>
  )
}
