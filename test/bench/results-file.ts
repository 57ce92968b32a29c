import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Machine, machineText } from './machine.ts'
import { withSection } from './readme-section.ts'
import type { Suite } from './suites.ts'

export interface Report {
  readonly scale: number
  readonly seconds: number
  readonly text: string
  readonly machine: Machine & { readonly loadAfter: readonly number[] }
}

const readme = fileURLToPath(new URL('README.md', import.meta.url))

function sectionOf({ target }: Suite, { scale, seconds, text, machine }: Report): string {
  const size = scale === 1 ? '' : `; scale ${scale}, which is not the size that the target is about`
  const load = `Machine load before ${machine.loadBefore.join(' ')}, after ${machine.loadAfter.join(' ')}; ${Math.round(seconds)} s${size}`
  return [`${machineText(machine).replaceAll('\n', '  \n')}  \n${load}`, text, `Target: ${target}.`].join('\n\n')
}

/** Puts a suite's results into README.md: what it said before is gone. */
export function writeSection(suite: Suite, report: Report): void {
  const text = withSection(readFileSync(readme, 'utf8'), suite.title, sectionOf(suite, report))
  // In one go: a run that is interrupted leaves the file whole.
  writeFileSync(`${readme}.new`, text)
  renameSync(`${readme}.new`, readme)
}
