import { themeChoice } from '../ui/tokens/theme.ts'

/** Takes Excel's light or dark for the pane, unless the person chose otherwise in it. Nothing is kept. */
export function followOfficeTheme(): void {
  const background = Office.context.officeTheme?.bodyBackgroundColor
  if (background === undefined || themeChoice.value !== 'system') return
  const [red = 255, green = 255, blue = 255] =
    background.match(/[0-9a-f]{2}/gi)?.map(part => Number.parseInt(part, 16)) ?? []
  // Above 128 of 255 by the usual weights of what eyes see.
  const light = 0.299 * red + 0.587 * green + 0.114 * blue > 128
  if (matchMedia('(prefers-contrast: more)').matches || matchMedia('(forced-colors: active)').matches) return
  themeChoice.value = light ? 'light' : 'dark'
}
