import { Breadcrumbs, Button, Group, Menu, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { ErrorNotice } from '@shared/components/Failure'
import { LinkButton, TextLink } from '@shared/components/Links'
import { Notice, Tone } from '@shared/components/Tone'
import { IconAlertTriangle, IconCircleCheck, IconDots, IconHistory, IconPlayerPlay, IconRocket, IconTrash } from '@tabler/icons-react'
import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Conflict } from './Conflict'
import { Publish } from './Publish'
import { PublishedTone } from './PublishedTone'
import { isAdvice } from './problems'
import { flowDoor, flowsQuery } from './questions'
import { RemoveFlow } from './RemoveFlow'
import { RollBack } from './RollBack'
import type { FlowAnswer } from './types'
import type { Keeping } from './useSave'
import { Versions } from './Versions'
import { useWorkbench } from './workbench'

interface Props {
  saved: FlowAnswer
  version?: number
  keeping: Keeping
  checking: boolean
  toTry: () => void
}

/** The flow's name, how it stands, and what is done with it as a whole. */
export function DesignerHead({ saved, version, keeping, checking, toTry }: Props) {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const client = useQueryClient()
  const navigate = useNavigate()
  const [looking, versions] = useDisclosure()
  const [publishing, publish] = useDisclosure()
  const [removing, remove] = useDisclosure()
  const { flow, dirty, checked } = bench
  const name = flow.name.trim() || t('flows.unnamed')
  const wrong = checked.problems.filter((problem) => !isAdvice(problem)).length
  useEffect(() => {
    document.title = `${name} · Liaison`
  }, [name])
  async function removed() {
    await flowDoor.remove(saved.id, keeping.known.version)
    bench.settle(flow)
    await navigate({ to: '/flows' })
    await client.invalidateQueries({ queryKey: flowsQuery.queryKey })
  }
  return (
    <header className="designer-head">
      <Group justify="space-between" gap="sm">
        <div>
          <Breadcrumbs fz="sm" mb={2} separatorMargin={6}>
            <TextLink to="/flows">{t('nav.flows')}</TextLink>
            <span>{name}</span>
          </Breadcrumbs>
          <Group gap="sm">
            <Title order={1} fz="1.35rem">
              {name}
            </Title>
            {version === undefined ? (
              <>
                <PublishedTone flow={keeping.known} dirty={dirty} />
                {wrong > 0 ? (
                  <Tone tone="bad" icon={IconAlertTriangle}>
                    {t('flows.problems.count', { count: wrong })}
                  </Tone>
                ) : (
                  <Tone tone={checking ? 'quiet' : 'good'} icon={IconCircleCheck}>
                    {t(checking ? 'flows.problems.checking' : 'flows.problems.none')}
                  </Tone>
                )}
              </>
            ) : (
              <Tone tone="wait">{t('flows.versions.version', { version })}</Tone>
            )}
          </Group>
        </div>
        <Group gap="xs">
          {version === undefined ? (
            <>
              <Button variant="default" leftSection={<IconHistory size={16} />} onClick={versions.open}>
                {t('flows.versions.open')}
              </Button>
              <Button variant="default" leftSection={<IconPlayerPlay size={16} />} onClick={toTry}>
                {t('flows.try.open')}
              </Button>
              <Button
                variant="default"
                disabled={!dirty || !flow.name.trim()}
                loading={keeping.saving.isPending}
                onClick={() => void keeping.save()}
              >
                {t('action.save')}
              </Button>
              <Button leftSection={<IconRocket size={16} />} onClick={publish.open}>
                {t('flows.publish.open')}
              </Button>
              <Menu position="bottom-end" shadow="md">
                <Menu.Target>
                  <Button variant="default" px={9} aria-label={t('flows.more')}>
                    <IconDots size={17} />
                  </Button>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item color="red" leftSection={<IconTrash size={16} />} onClick={remove.open}>
                    {t('flows.remove.open')}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            </>
          ) : (
            <>
              <LinkButton variant="default" to="/flows/$flowId" params={{ flowId: saved.id }} search={{}}>
                {t('flows.versions.toDraft')}
              </LinkButton>
              {keeping.known.published?.version !== version && <RollBack variant="filled" version={version} rollBack={keeping.rollBack} />}
            </>
          )}
        </Group>
      </Group>
      {version !== undefined && <Notice tone="wait">{t('flows.versions.readOnly', { version })}</Notice>}
      {!keeping.theirs && <ErrorNotice error={keeping.saving.error} />}
      {keeping.theirs && <Conflict theirs={keeping.theirs} keeping={keeping} />}
      {looking && <Versions flowId={saved.id} close={versions.close} keeping={keeping} />}
      {publishing && <Publish keeping={keeping} close={publish.close} />}
      {removing && <RemoveFlow name={name} close={remove.close} remove={removed} />}
    </header>
  )
}
