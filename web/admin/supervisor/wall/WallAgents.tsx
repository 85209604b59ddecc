import { useTranslation } from 'react-i18next'
import { everThere, sorted } from '../agents/agents'
import { PresenceMark } from '../agents/PresenceMark'
import { agentLevel, type Limits } from '../limits/limits'
import { Since } from '../live/Since'
import type { AgentRow } from '../live/types'

/** Everybody, in as little room as it takes to be read from afar; nobody's customer is named on a wall. */
export function WallAgents({ agents, at, limits }: { agents: AgentRow[]; at: string; limits: Limits }) {
  const { t, i18n } = useTranslation()
  return (
    <ul className={agents.length > 16 ? 'wall-agents dense' : 'wall-agents'} aria-label={t('floor.agents.title')}>
      {sorted(agents, { by: 'presence', down: false }, i18n.language).map((agent) => (
        <li key={agent.user.id} className="card">
          <strong>{agent.user.name}</strong>
          <div>
            <PresenceMark of={agent} />
          </div>
          <Since at={everThere(agent, at) ? agent.since : null} level={(seconds) => agentLevel(limits, agent, seconds)} />
        </li>
      ))}
    </ul>
  )
}
