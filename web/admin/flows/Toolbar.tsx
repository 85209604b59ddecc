import { ActionIcon, Button, Divider, Group, Menu, SegmentedControl, Tooltip } from '@mantine/core'
import {
  IconArrowBackUp,
  IconArrowForwardUp,
  IconClipboard,
  IconCopy,
  IconLayoutDistributeVertical,
  IconMaximize,
  IconPlus,
  IconTrash,
} from '@tabler/icons-react'
import { useTranslation } from 'react-i18next'
import { KindItems } from './KindItems'
import { useWorkbench } from './workbench'

interface Props {
  shape: 'canvas' | 'outline'
  setShape: (shape: 'canvas' | 'outline') => void
  narrow: boolean
  /** Where there is room for it, the palette stands beside the canvas. */
  palette: boolean
}

/** What is done with the hands on the canvas, as buttons; the same words for the list. */
export function Toolbar({ shape, setShape, narrow, palette }: Props) {
  const { t } = useTranslation()
  const bench = useWorkbench()
  const some = bench.selected.length > 0
  return (
    <Group className="flow-tools" gap={4} role="toolbar" aria-label={t('flows.tools.label')}>
      {!bench.readOnly && (
        <>
          {(!palette || shape === 'outline') && (
            <Menu position="bottom-start" shadow="md" width={250}>
              <Menu.Target>
                <Button size="xs" leftSection={<IconPlus size={15} />} mr={4}>
                  {t('flows.tools.add')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                <KindItems
                  choose={(kind) => {
                    const id = bench.add(kind)
                    if (id) bench.show(id)
                  }}
                />
              </Menu.Dropdown>
            </Menu>
          )}
          <Tool label={t('flows.tools.undo')} keys="Ctrl+Z" icon={IconArrowBackUp} off={!bench.canUndo} act={bench.undo} />
          <Tool label={t('flows.tools.redo')} keys="Ctrl+Shift+Z" icon={IconArrowForwardUp} off={!bench.canRedo} act={bench.redo} />
          <Divider orientation="vertical" mx={4} />
          <Tool label={t('flows.tools.copy')} keys="Ctrl+C" icon={IconCopy} off={!some} act={() => bench.copy()} />
          <Tool label={t('flows.tools.paste')} keys="Ctrl+V" icon={IconClipboard} act={() => bench.paste()} />
          <Tool label={t('flows.tools.remove')} keys="Del" icon={IconTrash} off={!some} act={() => bench.remove()} />
          <Divider orientation="vertical" mx={4} />
        </>
      )}
      {shape === 'canvas' && (
        <>
          {!bench.readOnly && (
            <Tool
              label={t('flows.tools.arrange')}
              icon={IconLayoutDistributeVertical}
              act={() => {
                bench.arrange()
                bench.look()
              }}
            />
          )}
          <Tool label={t('flows.canvas.fit')} icon={IconMaximize} act={() => bench.look()} />
        </>
      )}
      {!narrow && (
        <SegmentedControl
          ml="auto"
          size="xs"
          aria-label={t('flows.tools.shape')}
          data={[
            { value: 'canvas', label: t('flows.tools.canvas') },
            { value: 'outline', label: t('flows.tools.outline') },
          ]}
          value={shape}
          onChange={(next) => setShape(next as Props['shape'])}
        />
      )}
    </Group>
  )
}

interface ToolProps {
  label: string
  keys?: string
  icon: typeof IconCopy
  off?: boolean
  act: () => void
}

function Tool({ label, keys, icon: Mark, off, act }: ToolProps) {
  return (
    <Tooltip label={keys ? `${label} · ${keys}` : label}>
      <ActionIcon
        variant="subtle"
        color="gray"
        size={32}
        disabled={off}
        aria-label={label}
        aria-keyshortcuts={keys?.replace('Ctrl', 'Control')}
        onClick={() => act()}
      >
        <Mark size={18} />
      </ActionIcon>
    </Tooltip>
  )
}
