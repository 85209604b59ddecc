import { Text, UnstyledButton } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { IconAlertTriangle, IconChevronRight, IconCircleCheck, IconInfoCircle } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { find } from './graph'
import { kindLabel } from './kinds'
import { isAdvice, placeOf } from './problems'
import { useWorkbench } from './workbench'

/** What stands in the way of publishing; a press leads to where it is. */
export function ProblemList({ toFlow }: { toFlow: () => void }) {
  const { t } = useTranslation()
  const { checked, flow, kinds, show } = useWorkbench()
  if (checked.problems.length === 0)
    return <Empty icon={IconCircleCheck} title={t('flows.problems.none')} text={t('flows.problems.noneText')} />
  return (
    <ul className="flow-problems">
      {[...checked.problems]
        .sort((a, b) => Number(isAdvice(a)) - Number(isAdvice(b)))
        .map((problem, index) => {
          const place = placeOf(checked.flow, problem)
          const one = place.node ? find(flow, place.node) : undefined
          return (
            <li key={index}>
              <UnstyledButton className="flow-problem" onClick={() => (one ? show(one.id) : toFlow())}>
                {isAdvice(problem) ? (
                  <IconInfoCircle size={17} color="var(--tone-hold)" aria-label={t('flows.problems.advice')} />
                ) : (
                  <IconAlertTriangle size={17} color="var(--tone-bad)" aria-label={t('flows.problems.wrong')} />
                )}
                <span>
                  <Text component="span" display="block" size="sm" fw={600}>
                    {one ? one.label || kindLabel(t, one.node.kind, kinds.get(one.node.kind)) : t('flows.problems.flow')}
                  </Text>
                  <Text component="span" display="block" size="sm">
                    {problem.message}
                  </Text>
                </span>
                <IconChevronRight size={16} aria-hidden />
              </UnstyledButton>
            </li>
          )
        })}
    </ul>
  )
}
