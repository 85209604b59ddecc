import { IconDeviceDesktop, IconMoon, IconSun } from '@tabler/icons-react'

/** Light, dark, or as the device has it, each with its sign; in the order of the menus. */
export const schemes = { light: IconSun, dark: IconMoon, auto: IconDeviceDesktop }
export const schemeNames = ['light', 'dark', 'auto'] as const
