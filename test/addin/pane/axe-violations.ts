import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']

/** What breaks WCAG 2.2 AA in each of the three themes, as sentences; none is as it should be. */
export async function axeViolations(page: Page): Promise<readonly string[]> {
  const found: string[] = []
  await page.evaluate(source)
  for (const theme of ['light', 'dark', 'contrast']) {
    const violations = await page.evaluate(
      async ([wanted, tags]) => {
        document.documentElement.dataset.theme = wanted as string
        // Colours may be on their way from one theme to the next, those of inner elements after those of outer ones.
        for (let still = 0; still < 3; ) {
          await new Promise(resolve => requestAnimationFrame(resolve))
          still = document.getAnimations().some(animation => animation instanceof CSSTransition) ? 0 : still + 1
        }
        const axe = (globalThis as unknown as { axe: typeof import('axe-core') }).axe
        const results = await axe.run(document, { runOnly: tags as string[], resultTypes: ['violations'] })
        return results.violations.flatMap(({ id, help, nodes }) =>
          nodes.map(({ target, any }) => `${id}: ${help}: ${target.join(' ')}: ${any[0]?.message ?? ''}`),
        )
      },
      [theme, rules] as const,
    )
    found.push(...violations.map(violation => `${theme}: ${violation}`))
  }
  await page.evaluate(() => {
    document.documentElement.dataset.theme = 'light'
  })
  return found
}

/** Whether anything reaches beyond the width of the pane. */
export const overflows = (page: Page): Promise<boolean> =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth)
