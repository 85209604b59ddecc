import { createTheme, type MantineColorsTuple } from '@mantine/core'

const tide: MantineColorsTuple = [
  '#e8f6f5',
  '#cfebe8',
  '#a3d8d3',
  '#72c2bb',
  '#45aaa2',
  '#23948b',
  '#0f7d76',
  '#0b6660',
  '#0a524e',
  '#083f3d',
]
const ember: MantineColorsTuple = [
  '#fff4e8',
  '#fde3cb',
  '#f9c79b',
  '#f5a968',
  '#f0913f',
  '#e17d2a',
  '#c8661a',
  '#a85212',
  '#86400e',
  '#68310b',
]
const gray: MantineColorsTuple = [
  '#f8f9f8',
  '#eff2f1',
  '#e2e8e6',
  '#d0d9d6',
  '#b1bebb',
  '#8a9a97',
  '#566664',
  '#43514f',
  '#2b3837',
  '#16211f',
]
const dark: MantineColorsTuple = [
  '#dce5e4',
  '#bac8c6',
  '#9aaba9',
  '#657a78',
  '#37494b',
  '#2a3a3c',
  '#1f2d2f',
  '#172426',
  '#101a1c',
  '#0a1214',
]

export const theme = createTheme({
  colors: { tide, ember, gray, dark },
  black: '#14231f',
  primaryColor: 'tide',
  primaryShade: { light: 7, dark: 6 },
  defaultRadius: 'md',
  cursorType: 'pointer',
  focusRing: 'auto',
  // Whoever asked their system for less movement gets none here.
  respectReducedMotion: true,
  fontFamily: '"Inter", "Segoe UI Variable", "Segoe UI", system-ui, -apple-system, "Noto Sans", "DejaVu Sans", sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "SF Mono", Menlo, "DejaVu Sans Mono", monospace',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.6rem', lineHeight: '1.45' },
      h2: { fontSize: '1.15rem', lineHeight: '1.35' },
      h3: { fontSize: '1rem', lineHeight: '1.4' },
    },
  },
  components: {
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
    Select: { defaultProps: { comboboxProps: { shadow: 'md' }, checkIconPosition: 'right' } },
    Modal: { defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45, blur: 2 } } },
    Drawer: { defaultProps: { position: 'right', overlayProps: { backgroundOpacity: 0.35 } } },
  },
})
