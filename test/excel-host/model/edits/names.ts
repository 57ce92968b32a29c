import { alreadyExists, invalidArgument, itemNotFound } from '../excel-fault.ts'
import type { DefinedName } from '../metadata.ts'
import type { Sheet } from '../sheet.ts'
import type { Workbook } from '../workbook.ts'

const sameName = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase()

export const findName = (workbook: Workbook, scope: Sheet | null, name: string): DefinedName | undefined =>
  workbook.names.find(known => known.scope === scope && sameName(known.name, name))

export function addName(workbook: Workbook, added: DefinedName): DefinedName {
  if (!/^[A-Za-z_\\\u0080-\uffff][\w.\\?\u0080-\uffff]*$/.test(added.name)) throw invalidArgument()
  if (/^\$?[A-Za-z]{1,3}\$?\d+$|^[RrCc]$/.test(added.name)) throw invalidArgument()
  if (findName(workbook, added.scope, added.name) || workbook.findTable(added.name)) throw alreadyExists()
  workbook.journal.set(workbook, 'names', [...workbook.names, added])
  workbook.tell({ kind: 'other' })
  return added
}

export function changeName(workbook: Workbook, name: DefinedName, change: Partial<DefinedName>): void {
  const known = findName(workbook, name.scope, name.name)
  if (!known) throw itemNotFound()
  workbook.journal.set(
    workbook,
    'names',
    workbook.names.map(other => (other === known ? { ...other, ...change } : other)),
  )
}

export function deleteName(workbook: Workbook, name: DefinedName): void {
  const known = findName(workbook, name.scope, name.name)
  workbook.journal.set(
    workbook,
    'names',
    workbook.names.filter(other => other !== known),
  )
  workbook.tell({ kind: 'other' })
}
