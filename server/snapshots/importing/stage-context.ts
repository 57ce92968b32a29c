import type { RowIssue, Severity } from '../../datasets/dataset.ts'
import type { BulkValue } from '../../db/bulk-insert.ts'
import type { ReadRow } from '../reading/sheet.ts'
import type { ClientDirectory } from './client-directory.ts'
import type { Dictionary } from './dictionary.ts'
import { KeySet } from './key-set.ts'
import { PersonDays } from './person-days.ts'
import type { LicenseMonths } from './rows/license-months.ts'
import type { StaffIndex } from './staff-index.ts'

/** A row ready for its table, by column name; what is absent is null. */
export type StagedRow = Readonly<Record<string, BulkValue>>

/** What a stager found out about a row: the row for the table, or nothing where it is rejected. */
export type StageRow = (read: ReadRow, context: StageContext) => StagedRow | null

/** Everything that turning read rows into stored rows needs, and what it notes on the way. */
export class StageContext {
  readonly directory: ClientDirectory
  readonly dictionary: Dictionary
  readonly baseCurrency: string
  readonly createMissingClients: boolean
  readonly staff: StaffIndex
  readonly keys: KeySet
  /** Issues since they were last taken. */
  issues: RowIssue[] = []
  /** Client rows that the sheet creates because it names them. */
  createdClients: StagedRow[] = []
  /** Rows that turned out to conflict with a later one, and may be staged already. */
  readonly conflicting = new Set<number>()
  readonly personDays = new PersonDays()
  /** People that were looked up among the staff already. */
  readonly checkedPeople = new Set<number>()
  /** Months in force by client and product. */
  readonly licenseMonths = new Map<string, LicenseMonths[]>()
  clientCells = 0
  clientsFound = 0
  duplicates = 0
  inconsistent = 0

  constructor(given: {
    directory: ClientDirectory
    dictionary: Dictionary
    baseCurrency: string
    createMissingClients: boolean
    staff: StaffIndex
    /** About how many rows will come. */
    rows: number
  }) {
    this.directory = given.directory
    this.dictionary = given.dictionary
    this.baseCurrency = given.baseCurrency
    this.createMissingClients = given.createMissingClients
    this.staff = given.staff
    this.keys = new KeySet(given.rows)
  }

  note(
    severity: Severity,
    row: number,
    code: string,
    message: string,
    at: { column?: string; value?: unknown; suggestion?: string | undefined } = {},
  ) {
    this.issues.push({
      row,
      column: at.column ?? null,
      value: at.value === undefined || at.value === null ? null : String(at.value),
      code,
      message,
      severity,
      suggestion: at.suggestion ?? null,
    })
  }

  takeIssues(): RowIssue[] {
    const taken = this.issues
    this.issues = []
    return taken
  }
}

export const textOf = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null)
export const intOf = (value: unknown): number | null => (typeof value === 'number' ? value : null)
export const flagOf = (value: unknown): number | null => (typeof value === 'boolean' ? Number(value) : null)
