import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AxeResults } from 'axe-core'
import type { Page } from 'playwright-core'

const source = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** WCAG 2.2 up to AA. `target-size`, its only rule, is off unless its tag is asked for. */
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What a person's machine asks for, and so which of the three looks a page has. */
export const looks = {
  light: { colorScheme: 'light', contrast: 'no-preference' },
  dark: { colorScheme: 'dark', contrast: 'no-preference' },
  contrast: { colorScheme: 'dark', contrast: 'more' },
} as const

/** What axe finds wrong with a page as it stands, one line for each element; empty: nothing. */
export async function axeViolations(page: Page, within?: string): Promise<readonly string[]> {
  // Colours that fade are read as what they pass through.
  await page.evaluate(async () => {
    const running = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(running.map(animation => animation.finished))
  })
  await page.evaluate(source)
  const { violations } = await page.evaluate(
    ([runOnly, scope]) =>
      (globalThis as unknown as { axe: { run: (context: unknown, options: unknown) => Promise<AxeResults> } }).axe.run(
        scope ?? document,
        { runOnly, resultTypes: ['violations'] },
      ),
    [tags, within] as const,
  )
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(
      ({ target, any, all, none }) =>
        `${id} (${help}): ${target.join(' ')}: ${[...any, ...all, ...none].map(check => check.message).join('; ')}`,
    ),
  )
}

/**
 * The same in all three looks and at each width, without loading the page anew. Lines begin with look and width.
 *
 * @param widths of the window in pixels; 1280 and 390 for pages, 320 for the pane
 */
export async function axeInEveryLook(page: Page, widths: readonly number[] = [1280, 390]): Promise<readonly string[]> {
  const found: string[] = []
  const height = page.viewportSize()?.height ?? 800
  for (const width of widths)
    for (const [look, media] of Object.entries(looks)) {
      await page.emulateMedia(media)
      await page.setViewportSize({ width, height })
      await page.waitForFunction(wanted => document.documentElement.dataset.theme === wanted, look)
      for (const line of await axeViolations(page)) found.push(`${look}, ${width} px: ${line}`)
    }
  await page.emulateMedia(looks.light)
  return found
}
