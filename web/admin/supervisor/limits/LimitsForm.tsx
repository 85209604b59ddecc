import { Button, Group, Modal, NumberInput, Stack, Table, Text } from '@mantine/core'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { keepLimits, type Limit, type LimitName, type Limits, limitNames, measures, upsideDown, usual } from './limits'

interface Props {
  limits: Limits
  close: () => void
  save: (limits: Limits) => void
}

/** From where on a figure turns amber, and from where on red. */
export function LimitsForm({ limits, close, save }: Props) {
  const { t } = useTranslation()
  const [draft, setDraft] = useState(limits)
  const set = (name: LimitName, part: Partial<Limit>) => setDraft((now) => ({ ...now, [name]: { ...now[name], ...part } }))
  const wrong = limitNames.filter((name) => upsideDown(name, draft[name]))
  return (
    <Modal opened onClose={close} title={<strong>{t('floor.limits.title')}</strong>} size="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault()
          if (wrong.length > 0) return
          keepLimits(draft)
          save(draft)
          close()
        }}
      >
        <Stack>
          <Text size="sm" c="dimmed">
            {t('floor.limits.explain')}
          </Text>
          <Table verticalSpacing={6} horizontalSpacing="xs">
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('floor.limits.figure')}</Table.Th>
                <Table.Th w={120}>{t('floor.level.watch')}</Table.Th>
                <Table.Th w={120}>{t('floor.level.act')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {limitNames.map((name) => (
                <Table.Tr key={name}>
                  <Table.Td>
                    {t(`floor.limits.name.${name}`)}
                    <Text size="xs" c="dimmed">
                      {t(measures[name].falls ? 'floor.limits.below' : 'floor.limits.from')}
                    </Text>
                  </Table.Td>
                  {(['watch', 'act'] as const).map((level) => (
                    <Table.Td key={level}>
                      <NumberInput
                        size="sm"
                        min={0}
                        max={measures[name].unit === 'percent' ? 100 : undefined}
                        hideControls
                        suffix={{ count: '', seconds: ' s', percent: ' %' }[measures[name].unit]}
                        aria-label={`${t(`floor.limits.name.${name}`)}, ${t(`floor.level.${level}`)}`}
                        value={draft[name][level]}
                        error={level === 'act' && wrong.includes(name) && t('floor.limits.wrong')}
                        onChange={(value) => typeof value === 'number' && set(name, { [level]: value })}
                      />
                    </Table.Td>
                  ))}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          <Group justify="space-between">
            <Button variant="subtle" onClick={() => setDraft(usual)}>
              {t('floor.limits.usual')}
            </Button>
            <Group gap="xs">
              <Button variant="default" onClick={close}>
                {t('action.cancel')}
              </Button>
              <Button type="submit" disabled={wrong.length > 0}>
                {t('action.save')}
              </Button>
            </Group>
          </Group>
        </Stack>
      </form>
    </Modal>
  )
}
