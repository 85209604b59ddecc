import { Skeleton, Tabs } from '@mantine/core'
import { Suspense } from 'react'
import { useTranslation } from 'react-i18next'
import { ContextTab } from '../context/ContextTab'
import { Conversation } from '../conversation/Conversation'
import { isOver } from '../desk/state'
import type { DeskView, SessionCard } from '../desk/types'
import { useKey } from '../keyboard/Keys'
import { keys } from '../keyboard/keys'
import { Paper } from '../notes/Paper'
import { WrapUp } from '../notes/WrapUp'
import { go, type Tab } from '../place'
import { LinkBar } from './LinkBar'
import { SessionHead } from './SessionHead'
import { CreateTab, RelatedTab } from './tabs'

interface Props {
  card: SessionCard
  view: DeskView
  /** Whether the notes have a place of their own beside the tabs. */
  roomy: boolean
  tab: Tab
}

/** One session: who it is, what is known, what was said, and what is written about it. */
export function Workspace({ card, view, roomy, tab }: Props) {
  const { t } = useTranslation()
  const offered: Tab[] = roomy
    ? ['context', 'conversation', 'related', 'create']
    : ['context', 'paper', 'conversation', 'related', 'create']
  const current = offered.includes(tab) ? tab : 'context'
  useKey('context', () => go({ tab: 'context' }))
  useKey('conversation', () => go({ tab: 'conversation' }))
  useKey('related', () => go({ tab: 'related' }))
  useKey('create', () => go({ tab: 'create' }))
  useKey('paper', roomy ? undefined : () => go({ tab: 'paper' }))
  const wrapUp = isOver(card) && (
    <section className="card wrapping">
      <WrapUp view={view} card={card} />
    </section>
  )
  const waiting = <Skeleton height={120} mt="md" radius="md" aria-label={t('loading')} />
  return (
    <div className="session">
      <SessionHead card={card} view={view} />
      <LinkBar card={card} auto={view.settings.autoOpenRecords} />
      {!roomy && wrapUp}
      <div className={roomy ? 'session-parts roomy' : 'session-parts'}>
        <div className="card flush session-tabs">
          <Tabs value={current} onChange={(next) => next && go({ tab: next as Tab })} keepMounted={false}>
            <Tabs.List className="tab-list" aria-label={t('console.tab.label')}>
              {offered.map((one) => (
                <Tabs.Tab key={one} value={one} aria-keyshortcuts={keys[one]}>
                  {t(`console.tab.${one}`)}
                  {one === 'conversation' && card.transcript.length > 0 && <span className="count">{card.transcript.length}</span>}
                  {one === 'context' && card.candidates.length > 0 && <span className="count bad">{card.candidates.length}</span>}
                </Tabs.Tab>
              ))}
            </Tabs.List>
            <div className="tab-panel">
              <Tabs.Panel value="context">
                <ContextTab card={card} />
              </Tabs.Panel>
              <Tabs.Panel value="paper">
                <Paper card={card} view={view} />
              </Tabs.Panel>
              <Tabs.Panel value="conversation">
                <Conversation card={card} />
              </Tabs.Panel>
              <Tabs.Panel value="related">
                <Suspense fallback={waiting}>
                  <RelatedTab card={card} />
                </Suspense>
              </Tabs.Panel>
              <Tabs.Panel value="create">
                <Suspense fallback={waiting}>
                  <CreateTab card={card} />
                </Suspense>
              </Tabs.Panel>
            </div>
          </Tabs>
        </div>
        {roomy && (
          <aside className="paper" aria-label={t('console.tab.paper')}>
            {wrapUp}
            <Paper card={card} view={view} />
          </aside>
        )}
      </div>
    </div>
  )
}
