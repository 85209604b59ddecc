import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core'
import { Empty } from '@shared/components/Empty'
import { Notice } from '@shared/components/Tone'
import { IconCopyPlus, IconPointer, IconTrash } from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { Exits } from './Exits'
import { FieldControl } from './fields/FieldControl'
import { shownFields } from './form'
import { find, isStart } from './graph'
import { kindLabel, kindSummary, lookOf } from './kinds'
import { counted, isAdvice, placeOf, saidOf } from './problems'
import { turnsAt } from './run'
import { StepTrace } from './StepTrace'
import { useWorkbench } from './workbench'

/** The form of the node that is chosen. */
export function NodePanel() {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const { flow, selected, checked, kinds, readOnly, run } = bench
  const one = selected.length === 1 ? find(flow, selected[0] ?? '') : undefined
  if (!one)
    return selected.length > 1 ? (
      <Stack>
        <Text fw={600}>{t('flows.form.several', { count: selected.length })}</Text>
        <Group gap="xs">
          <Button variant="default" disabled={readOnly} leftSection={<IconCopyPlus size={16} />} onClick={() => bench.duplicate()}>
            {t('flows.tools.duplicate')}
          </Button>
          <Button variant="default" disabled={readOnly} leftSection={<IconTrash size={16} />} onClick={() => bench.remove()}>
            {t('flows.tools.remove')}
          </Button>
        </Group>
      </Stack>
    ) : (
      <Empty icon={IconPointer} title={t('flows.form.choose')} text={t('flows.form.chooseText')} />
    )
  const kind = kinds.get(one.node.kind)
  const { icon: Mark, tone } = lookOf(one.node.kind)
  const fields = shownFields(kind, one.node)
  const shown = new Set(['label', ...fields.map(({ name }) => name)])
  const others = (counted(checked.flow, checked.problems).get(one.id) ?? []).filter(
    (problem) => !shown.has(placeOf(checked.flow, problem).field ?? ''),
  )
  const turns = turnsAt(run, one.id)
  return (
    <Stack key={one.id} onBlur={bench.pause}>
      <Group gap="sm" wrap="nowrap" align="flex-start">
        <span className={`flow-mark large ${tone}`}>
          <Mark size={20} stroke={1.8} aria-hidden />
        </span>
        <div>
          <Title order={2}>{kindLabel(t, one.node.kind, kind)}</Title>
          {kind && (
            <Text size="sm" c="dimmed">
              {kindSummary(t, kind)}
            </Text>
          )}
        </div>
      </Group>
      {others.length > 0 && (
        <Notice tone={others.every(isAdvice) ? 'hold' : 'bad'}>
          {others.map((problem, index) => (
            <div key={index}>{problem.message}</div>
          ))}
        </Notice>
      )}
      {turns.map(({ turn, step }) => (
        <StepTrace key={turn} step={step} turn={turn} />
      ))}
      <fieldset className="flow-form" disabled={readOnly}>
        <Stack>
          <TextInput
            label={t('flows.form.label')}
            description={t('flows.form.labelHelp')}
            value={one.label}
            error={saidOf(checked.flow, checked.problems, one.id, 'label')}
            onChange={(event) => bench.relabel(one.id, event.currentTarget.value)}
          />
          {kind &&
            fields.map((field) => (
              <FieldControl
                key={field.name}
                one={one}
                kind={kind}
                field={field}
                error={saidOf(checked.flow, checked.problems, one.id, field.name)}
              />
            ))}
          <Exits one={one} kind={kind} />
          {!isStart(one) && !readOnly && (
            <Group gap="xs">
              <Button size="xs" variant="default" leftSection={<IconCopyPlus size={15} />} onClick={() => bench.duplicate([one.id])}>
                {t('flows.tools.duplicate')}
              </Button>
              <Button size="xs" variant="subtle" color="red" leftSection={<IconTrash size={15} />} onClick={() => bench.remove([one.id])}>
                {t('flows.tools.remove')}
              </Button>
            </Group>
          )}
        </Stack>
      </fieldset>
    </Stack>
  )
}
