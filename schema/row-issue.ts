import { may, type Scope, type Viewer } from '../server/access/policy.ts'
import type { RowIssue as Issue, Severity } from '../server/datasets/dataset.ts'
import { builder, maskedBy } from './builder.ts'

/** Cells of a sheet may hold anything, so whoever reads them needs all of these. */
export const cellScopes = ['contact:read', 'staff:read', 'cost:read'] as const satisfies readonly Scope[]

/** Whether somebody may read whatever stands in a sheet, or learn of it by its hash or its length. */
export const mayReadCells = (viewer: Viewer): boolean => cellScopes.every(scope => may(viewer, scope))

export const SeverityEnum = builder.enumType('Severity', {
  description: 'How bad a row issue is.',
  values: {
    ERROR: { description: 'The row was rejected.' },
    WARNING: { description: 'The row was kept; look at it.' },
    NOTICE: { description: 'The row was kept; something was understood or repaired on the way.' },
  } satisfies Record<Severity, { description: string }>,
})

export const RowIssue = builder.objectRef<Issue>('RowIssue').implement({
  description: 'What is wrong with one cell or row of a sheet.',
  fields: t => ({
    row: t.exposeInt('row', {
      description: 'The row as a person counts it in the sheet; 0 means the sheet as a whole.',
    }),
    column: t.exposeString('column', {
      nullable: true,
      description: 'Name of the dataset’s column; null when the whole row is meant.',
    }),
    value: t.exposeString('value', { ...maskedBy(...cellScopes), description: 'The cell as it was found.' }),
    code: t.exposeString('code', { description: 'What kind of issue it is, stable, e.g. UNKNOWN_CLIENT.' }),
    message: t.string({
      description: 'What is wrong, for people. Readers who may not see cells are told the kind of issue only.',
      resolve: ({ message, code, column }, _args, { viewer }) =>
        mayReadCells(viewer) ? message : `${column ?? 'The row'} is not as it should be (${code})`,
    }),
    severity: t.expose('severity', { type: SeverityEnum, description: 'Whether the row was rejected or kept.' }),
    suggestion: t.exposeString('suggestion', { ...maskedBy(...cellScopes), description: 'What was probably meant.' }),
  }),
})
