/** What was seen, in plain values that JSON keeps. */
export type Observations = Readonly<Record<string, unknown>>

/**
 * One thing that the product relies on in Excel. It runs on a sheet of its own, in the test spreadsheet and in real
 * Excel alike; `expected` is what the test spreadsheet does, `provenance` how sure that is of Excel.
 */
export interface Scenario {
  readonly name: string
  readonly provenance: 'documentation' | 'types' | 'assumption'
  /** The lowest ExcelApi level that has what it uses, e.g. "1.7". */
  readonly needs: string
  readonly expected: Observations
  readonly run: (context: Excel.RequestContext, sheet: Excel.Worksheet) => Promise<Observations>
}
