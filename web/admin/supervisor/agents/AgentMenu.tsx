import { ActionIcon, Menu } from '@mantine/core'
import { IconCircleCheck, IconDotsVertical, IconMoon } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AgentRow } from '../live/types'
import { ChangePresence, type Wanted } from './ChangePresence'

export function AgentMenu({ agent, done }: { agent: AgentRow; done: () => void }) {
  const { t } = useTranslation()
  const [wanted, setWanted] = useState<Wanted>()
  return (
    <>
      <Menu position="bottom-end" width={230}>
        <Menu.Target>
          <ActionIcon variant="subtle" color="gray" size="lg" aria-label={t('floor.agents.menu', { name: agent.user.name })}>
            <IconDotsVertical size={18} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            leftSection={<IconCircleCheck size={16} />}
            disabled={!agent.seat || agent.presence === 'inQueue'}
            onClick={() => setWanted('inQueue')}
          >
            {t('floor.agents.make.inQueue')}
          </Menu.Item>
          <Menu.Item leftSection={<IconMoon size={16} />} disabled={agent.presence === 'notReady'} onClick={() => setWanted('notReady')}>
            {t('floor.agents.make.notReady')}
          </Menu.Item>
          {!agent.seat && <Menu.Label>{t('floor.agents.noSeatHelp')}</Menu.Label>}
        </Menu.Dropdown>
      </Menu>
      {wanted && <ChangePresence agent={agent} wanted={wanted} close={() => setWanted(undefined)} done={done} />}
    </>
  )
}
