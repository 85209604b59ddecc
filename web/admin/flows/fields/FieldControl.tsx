import { Autocomplete, Input, NumberInput, SegmentedControl, Select, Switch, TagsInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextSource } from '../../templates/TextSource'
import { holdsFields } from '../form'
import { choiceLabel, fieldHelp, fieldLabel } from '../kinds'
import type { BranchCase, FlowNode, NodeField, NodeKind, RecordQuery } from '../types'
import { useWorkbench } from '../workbench'
import { CasesField } from './CasesField'
import { type FieldProps, saidOf, useFlowFacts, useItemNames } from './field'
import { ItemFields } from './ItemFields'
import { ItemTexts } from './ItemTexts'
import { ConnectionField, RecordFieldField, RecordTypeField } from './Pickers'
import { QueryField } from './QueryField'

/** One field of a node's form, as its kind declares it. */
export function FieldControl({ one, kind, field, error }: { one: FlowNode; kind: NodeKind; field: NodeField; error?: string }) {
  const { t } = useTranslation()
  const { fill } = useWorkbench()
  const props: FieldProps = {
    one,
    kind,
    field,
    error,
    label: fieldLabel(t, kind.kind, field),
    help: fieldHelp(t, kind.kind, field),
    set: (value) => fill(one.id, field.name, value),
  }
  const value = one.node[field.name]
  switch (field.type) {
    case 'longText':
      return <Writing {...props} />
    case 'number':
      return <Figure {...props} />
    case 'boolean':
      return typeof field.default === 'boolean' ? <OnOff {...props} /> : <YesNoOpen {...props} />
    case 'choice':
      return <Chosen {...props} />
    case 'item':
      return <ItemName {...props} />
    case 'texts':
    case 'itemNames':
      return <Names {...props} />
    case 'items':
      return holdsFields(field, kind) ? <ItemFields {...props} /> : <ItemTexts {...props} />
    case 'connection':
      return <ConnectionField {...props} />
    case 'recordType':
      return <RecordTypeField {...props} />
    case 'recordField':
      return <RecordFieldField {...props} />
    case 'queue':
      return <QueueName {...props} />
    case 'query':
      return <QueryField {...props} query={value as RecordQuery} />
    case 'cases':
      return <CasesField {...props} cases={(value ?? []) as BranchCase[]} />
    default:
      return field.name === 'screenPop' ? <ScreenPop {...props} /> : <Plain {...props} />
  }
}

const text = (value: unknown) => (value === null || value === undefined ? '' : String(value))

function Plain(props: FieldProps) {
  const { one, field, set } = props
  return (
    <TextInput
      {...saidOf(props)}
      withAsterisk={field.required}
      value={text(one.node[field.name])}
      onChange={(event) => set(event.currentTarget.value)}
    />
  )
}

function Writing(props: FieldProps) {
  const { one, field, label, error, set } = props
  const facts = useFlowFacts()
  return (
    <Input.Wrapper {...saidOf(props)} labelElement="div" withAsterisk={field.required}>
      <TextSource label={label} value={text(one.node[field.name])} onChange={set} facts={facts} error={Boolean(error)} />
    </Input.Wrapper>
  )
}

function OnOff(props: FieldProps) {
  const { one, field, set } = props
  return <Switch {...saidOf(props)} checked={one.node[field.name] === true} onChange={(event) => set(event.currentTarget.checked)} />
}

/** Yes, no, or as it is settled elsewhere. */
function YesNoOpen(props: FieldProps) {
  const { one, field, label, set } = props
  const { t } = useTranslation()
  const value = one.node[field.name]
  return (
    <Input.Wrapper {...saidOf(props)} labelElement="div">
      <div>
        <SegmentedControl
          mt={4}
          fullWidth
          aria-label={label}
          data={[
            { value: '', label: t('flows.form.asRules') },
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          value={typeof value === 'boolean' ? String(value) : ''}
          onChange={(next) => set(next === '' ? null : next === 'true')}
        />
      </div>
    </Input.Wrapper>
  )
}

/** A number that must be there cannot be taken away: left empty, it is what it was. */
function Figure(props: FieldProps) {
  const { one, field, set } = props
  const value = one.node[field.name]
  const [empty, setEmpty] = useState(false)
  return (
    <NumberInput
      {...saidOf(props)}
      withAsterisk={field.required}
      min={field.min ?? 0}
      max={field.max ?? undefined}
      value={typeof value === 'number' && !empty ? value : ''}
      onBlur={() => setEmpty(false)}
      onChange={(next) => {
        setEmpty(next === '')
        if (next !== '') set(Number(next))
        else if (!field.required) set(null)
      }}
    />
  )
}

function Chosen(props: FieldProps) {
  const { one, kind, field, label, set } = props
  const { t } = useTranslation()
  const data = (field.choices ?? []).map((choice) => ({ value: choice.value, label: choiceLabel(t, kind.kind, field.name, choice) }))
  const value = text(one.node[field.name])
  const short = data.length <= 3 && data.reduce((sum, choice) => sum + choice.label.length, 0) < 46
  return short ? (
    <Input.Wrapper {...saidOf(props)} labelElement="div">
      <div>
        <SegmentedControl mt={4} fullWidth aria-label={label} data={data} value={value} onChange={set} />
      </div>
    </Input.Wrapper>
  ) : (
    <Select {...saidOf(props)} allowDeselect={!field.required} data={data} value={value || null} onChange={set} />
  )
}

function ItemName(props: FieldProps) {
  const { one, field, set } = props
  const known = useItemNames()
  const names = field.name === 'from' ? known.map((name) => `items.${name}`) : known
  return <Autocomplete {...saidOf(props)} withAsterisk={field.required} data={names} value={text(one.node[field.name])} onChange={set} />
}

function Names(props: FieldProps) {
  const { one, field, set } = props
  const names = useItemNames()
  const value = one.node[field.name]
  return (
    <TagsInput
      {...saidOf(props)}
      data={field.type === 'itemNames' ? names : []}
      value={Array.isArray(value) ? value.map(String) : []}
      onChange={set}
    />
  )
}

function QueueName(props: FieldProps) {
  const { one, field, set } = props
  const { queues } = useWorkbench()
  return <Autocomplete {...saidOf(props)} withAsterisk={field.required} data={queues} value={text(one.node[field.name])} onChange={set} />
}

/** What opens on the agent's screen: the records that were found, nothing, or a page with an address of its own. */
function ScreenPop(props: FieldProps) {
  const { one, field, label, error, set } = props
  const { t } = useTranslation()
  const facts = useFlowFacts()
  const value = text(one.node[field.name]) || 'records'
  const kind = value === 'records' || value === 'none' ? value : 'url'
  return (
    <Input.Wrapper {...saidOf(props)} labelElement="div">
      <div>
        <SegmentedControl
          mt={4}
          mb="xs"
          fullWidth
          aria-label={label}
          data={(['records', 'none', 'url'] as const).map((one) => ({ value: one, label: t(`flows.screenPop.${one}`) }))}
          value={kind}
          onChange={(next) => set(next === 'url' ? 'https://' : next)}
        />
        {kind === 'url' && (
          <TextSource label={t('flows.screenPop.url')} value={value} onChange={set} facts={facts} error={Boolean(error)} />
        )}
      </div>
    </Input.Wrapper>
  )
}
