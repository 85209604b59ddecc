import { createTheme, MantineProvider, mergeThemeOverrides } from '@mantine/core'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { theme } from './theme'

/** The look, with the words that its parts say by themselves in the reader's language. */
export function Look({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const spoken = useMemo(() => {
    const close = { defaultProps: { closeButtonProps: { 'aria-label': t('action.close') } } }
    const clear = { defaultProps: { clearButtonProps: { 'aria-label': t('action.clear') } } }
    const words = createTheme({
      components: {
        PasswordInput: { defaultProps: { visibilityToggleButtonProps: { 'aria-label': t('action.showPassword') } } },
        Modal: close,
        Drawer: close,
        Notification: close,
        Select: clear,
        Autocomplete: clear,
      },
    })
    return mergeThemeOverrides(theme, words)
  }, [t])
  return (
    <MantineProvider theme={spoken} defaultColorScheme="auto">
      {children}
    </MantineProvider>
  )
}
