import type { FactRow } from '../rollups.ts'
import type { RowColumns } from './row-columns.ts'

const blank = (): FactRow => ({
  client_id: 0,
  month: 0,
  person_id: 0,
  work_type: null,
  hours: 0,
  billable: 0,
  rate: null,
  cost_rate: null,
  service_line_id: null,
  net: 0,
  tax: null,
  total: 0,
  status: null,
  is_foreign: 0,
})

/** Makes a function that gives a row of the columns as a fact: always the same object, filled anew. */
export const factRows = (columns: RowColumns): ((at: number) => FactRow) =>
  columns.table.name === 'time_log_row' ? timeFacts(columns) : invoiceFacts(columns)

function timeFacts(columns: RowColumns): (at: number) => FactRow {
  const row = blank()
  const [client, month, person] = [columns.ints('client_id'), columns.ints('month'), columns.ints('person_id')]
  const [workType, hours, billable] = [columns.texts('work_type'), columns.ints('hours'), columns.ints('billable')]
  const [rate, costRate] = [columns.ints('rate'), columns.ints('cost_rate')]
  return at => {
    row.client_id = client.get(at) ?? 0
    row.month = month.get(at) ?? 0
    row.person_id = person.get(at) ?? 0
    row.work_type = workType.get(at)
    row.hours = hours.get(at) ?? 0
    row.billable = billable.get(at) ?? 0
    row.rate = rate.get(at)
    row.cost_rate = costRate.get(at)
    return row
  }
}

function invoiceFacts(columns: RowColumns): (at: number) => FactRow {
  const row = blank()
  const [client, month, line] = [columns.ints('client_id'), columns.ints('month'), columns.ints('service_line_id')]
  const [net, tax, total] = [columns.ints('net'), columns.ints('tax'), columns.ints('total')]
  const [status, isForeign] = [columns.texts('status'), columns.ints('is_foreign')]
  return at => {
    row.client_id = client.get(at) ?? 0
    row.month = month.get(at) ?? 0
    row.service_line_id = line.get(at)
    row.net = net.get(at) ?? 0
    row.tax = tax.get(at)
    row.total = total.get(at) ?? 0
    row.status = status.get(at)
    row.is_foreign = isForeign.get(at) ?? 0
    return row
  }
}
