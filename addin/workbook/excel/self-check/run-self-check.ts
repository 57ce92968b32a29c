import { errorScenarios } from './error-scenarios.ts'
import type { Observations, Scenario } from './scenario.ts'
import { tableScenarios } from './table-scenarios.ts'
import { valueScenarios } from './value-scenarios.ts'
import { workbookScenarios } from './workbook-scenarios.ts'

export const scenarios: readonly Scenario[] = [
  ...valueScenarios,
  ...tableScenarios,
  ...errorScenarios,
  ...workbookScenarios,
]

export interface Checked {
  readonly name: string
  readonly provenance: Scenario['provenance']
  /** - `agrees`: as the test spreadsheet does. - `skipped`: this Excel is too old for it. */
  readonly outcome: 'agrees' | 'differs' | 'failed' | 'skipped'
  readonly expected: Observations
  /** null: it failed, or was skipped. */
  readonly observed: Observations | null
  readonly error: string | null
  readonly milliseconds: number
}

/** What happened in this Excel, to be exported; it names no cells of the workbook and no person. */
export interface SelfCheckTranscript {
  readonly host: string
  readonly platform: string
  readonly version: string
  readonly checks: readonly Checked[]
}

/**
 * Tries everything that the product relies on, each on a sheet of its own that is deleted again. `progress` from 0 to 1.
 * What differs is told, never thrown.
 */
export async function runSelfCheck(
  progress: (part: number, doing: string) => void = () => {},
): Promise<SelfCheckTranscript> {
  const checks: Checked[] = []
  for (const [index, scenario] of scenarios.entries()) {
    progress(index / scenarios.length, scenario.name)
    checks.push(await check(scenario))
  }
  progress(1, 'Done')
  const { host, platform, version } = Office.context.diagnostics
  return { host: String(host), platform: String(platform), version, checks }
}

async function check(scenario: Scenario): Promise<Checked> {
  const { name, provenance, expected } = scenario
  const start = performance.now()
  const ended = (outcome: Checked['outcome'], observed: Observations | null, error: string | null = null): Checked => ({
    name,
    provenance,
    outcome,
    expected,
    observed,
    error,
    milliseconds: Math.round(performance.now() - start),
  })
  if (!Office.context.requirements.isSetSupported('ExcelApi', scenario.needs)) return ended('skipped', null)
  try {
    const observed = await onOwnSheet(scenario)
    return ended(sameJson(observed, expected) ? 'agrees' : 'differs', observed)
  } catch (error) {
    return ended(
      'failed',
      null,
      error instanceof OfficeExtension.Error ? `${error.code}: ${error.message}` : String(error),
    )
  }
}

async function onOwnSheet(scenario: Scenario): Promise<Observations> {
  const name = `MoatMetrics check ${Math.floor(performance.now()) % 1_000_000}`
  try {
    return await Excel.run(async context => {
      const sheet = context.workbook.worksheets.add(name)
      await context.sync()
      return scenario.run(context, sheet)
    })
  } finally {
    await Excel.run(async context => {
      context.workbook.worksheets.getItemOrNullObject(name).delete()
      await context.sync()
    })
  }
}

/** Equal whatever the order of properties. */
function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => a.localeCompare(b))
      .map(([key, each]) => [key, sorted(each)]),
  )
}
