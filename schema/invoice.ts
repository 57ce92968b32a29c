import { invoiceSource } from '../server/clients/rows/invoice-source.ts'
import { datasetRowType } from './dataset-row.ts'

export const Invoice = datasetRowType('Invoice', invoiceSource, 'An invoice or credit note as it is in force now.')
