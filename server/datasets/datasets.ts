import { budgets } from './budgets.ts'
import { clients } from './clients.ts'
import type { Dataset, DatasetKind } from './dataset.ts'
import { fxRates } from './fx-rates.ts'
import { invoices } from './invoices.ts'
import { licenses } from './licenses.ts'
import { staff } from './staff.ts'
import { timeLogs } from './time-logs.ts'

/** Every dataset the product knows, in the order a new installation is best filled. */
export const datasets: readonly Dataset[] = [clients, staff, invoices, timeLogs, licenses, budgets, fxRates]

const byKind = new Map(datasets.map(dataset => [dataset.kind, dataset]))
const byName = new Map(datasets.map(dataset => [dataset.name, dataset]))

export function datasetOf(kind: DatasetKind): Dataset {
  const dataset = byKind.get(kind)
  if (!dataset) throw new Error(`No dataset is declared for the kind ${kind}`)
  return dataset
}

/** The dataset with this name in an address or command, e.g. time_logs; undefined when there is none. */
export const datasetNamed = (name: string): Dataset | undefined => byName.get(name)
