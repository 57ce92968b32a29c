import type { Sheet } from './sheet.ts'

/** A name of the workbook or of one sheet. */
export interface DefinedName {
  readonly name: string
  readonly scope: Sheet | null
  /** "=Sheet1!$A$1:$B$2", "=0.19". */
  readonly formula: string
  readonly visible: boolean
  readonly comment: string
}

export interface CustomXmlPart {
  readonly id: string
  readonly namespace: string
  readonly xml: string
}

export interface Comment {
  readonly id: string
  readonly sheet: Sheet
  readonly row: number
  readonly column: number
  readonly content: string
  readonly author: string
  readonly resolved: boolean
}
