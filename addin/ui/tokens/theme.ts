import { effect, signal } from '@preact/signals'
import './tokens.css'
import './base.css'

/** What a person chose; `system` follows their machine. */
export type ThemeChoice = 'system' | 'light' | 'dark' | 'contrast'

const KEY = 'moat-theme'
const choices: readonly ThemeChoice[] = ['system', 'light', 'dark', 'contrast']
const dark = matchMedia('(prefers-color-scheme: dark)')
const contrast = matchMedia('(prefers-contrast: more)')
const system = signal(systemTheme())

/** The choice of this browser, kept. A host with a theme of its own (Excel) sets it without keeping. */
export const themeChoice = signal<ThemeChoice>(keptChoice())

/** Chooses and keeps. */
export function chooseTheme(choice: ThemeChoice): void {
  themeChoice.value = choice
  try {
    localStorage.setItem(KEY, choice)
  } catch {
    // Without storage the choice lasts as long as the page.
  }
}

for (const query of [dark, contrast])
  query.addEventListener('change', () => {
    system.value = systemTheme()
  })

effect(() => {
  document.documentElement.dataset.theme = themeChoice.value === 'system' ? system.value : themeChoice.value
})

function systemTheme(): 'light' | 'dark' | 'contrast' {
  if (contrast.matches && dark.matches) return 'contrast'
  return dark.matches ? 'dark' : 'light'
}

function keptChoice(): ThemeChoice {
  try {
    return choices.find(choice => choice === localStorage.getItem(KEY)) ?? 'system'
  } catch {
    return 'system'
  }
}
