import { firmsSuite } from './firms-suite.ts'
import { graphqlSuite } from './graphql-suite.ts'
import { importSuite } from './import-suite.ts'
import { loadSuite } from './load-suite.ts'
import { memorySuite } from './memory-suite.ts'
import { metricsSuite } from './metrics-suite.ts'
import { mixedSuite } from './mixed-suite.ts'
import { scaleSuite } from './scale-suite.ts'
import { sheetSuite } from './sheet-suite.ts'
import { type World, writeWorld } from './world.ts'

export interface SuiteOptions {
  /** Where the suite may write; it is removed afterwards. */
  readonly folder: string
  readonly scale: number
  /** The most time logs of the suite scale. */
  readonly upTo: number
}

export interface SuiteResult {
  readonly contenders: readonly object[]
  readonly text: string
}

export interface Suite {
  /** The heading of its results in README.md. */
  readonly title: string
  /** What it must reach, in ratios of one run. */
  readonly target: string
  /** About how long it takes at scale 1 on two cores that do nothing else. */
  readonly minutes: number
  readonly run: (options: SuiteOptions) => Promise<SuiteResult>
}

const inWorld =
  (suite: (world: World) => Promise<SuiteResult>): Suite['run'] =>
  ({ folder, scale }) =>
    suite(writeWorld(folder, scale))

/** What can be measured, in the order in which all of it is. */
export const suites: Readonly<Record<string, Suite>> = {
  import: {
    title: 'Import',
    target:
      'at most 1.5 × the time of sqlite3 .import, half of pandas’, twice DuckDB’s on one thread; 400 MB; a second upload with 1 % changed at most the time of the first',
    minutes: 3,
    run: inWorld(importSuite),
  },
  metrics: {
    title: 'Metrics',
    target: '1.5 × faster than DuckDB on its own table, 8 × pandas, 50 × plain SQL over text columns',
    minutes: 3,
    run: inWorld(metricsSuite),
  },
  graphql: {
    title: 'GraphQL',
    target:
      'worked out: 0.9 of mercurius with graphql-jit, 4 × PostGraphile, 0.65 of SQL and JSON by hand; again: 0.4 of static bytes',
    minutes: 3,
    run: inWorld(graphqlSuite),
  },
  sheet: {
    title: 'Sheet',
    target:
      'reading 2.5 × faster than exceljs’ stream, writing 4 × exceljs; both 3 × openpyxl’s streaming modes; 400 MB',
    minutes: 3,
    run: sheetSuite,
  },
  mixed: {
    title: 'Mixed',
    target: 'p99 at most 25 ms and at most 4 × that of an idle server',
    minutes: 2,
    run: inWorld(mixedSuite),
  },
  load: {
    title: 'Load',
    target: 'no errors; p99 of light reads at most 10 × that of one person',
    minutes: 4,
    run: inWorld(loadSuite),
  },
  firms: {
    title: 'Firms',
    target: 'no errors; p99 of a firm’s light reads at most 250 ms, whatever another one asks for',
    minutes: 2,
    run: inWorld(firmsSuite),
  },
  scale: {
    title: 'Scale',
    target:
      'cost of importing a row at most 1.3 × from the smallest to the largest; a page of 50 clients at most 1 ms in the database and at most 1.2 ×; explain one client 20 ms, the portfolio 200 ms',
    minutes: 4,
    run: scaleSuite,
  },
  memory: {
    title: 'Memory',
    target: 'start to first answer 1.5 s; idle 150 MB; 400 MB importing, in the analysis behind it, and for a workbook',
    minutes: 3,
    run: inWorld(memorySuite),
  },
}
