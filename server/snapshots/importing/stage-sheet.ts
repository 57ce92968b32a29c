import { readRows } from '../reading/read-rows.ts'
import type { ReadRow, RowBatch } from '../reading/sheet.ts'
import { MisleadingSample } from './import-context.ts'
import { hasLineColumns, InvoiceLineJoin } from './rows/join-invoice-lines.ts'
import { type SheetToStage, type StageCounts, stageBatch } from './stage-batch.ts'
import { stageScans } from './stage-scans.ts'

/** Second pass over a sheet: every row ends up staged, or among the findings as rejected, or as a repeat with a notice. */
export async function stageSheet(work: SheetToStage): Promise<StageCounts> {
  const counts: StageCounts = { rows: 0, filledCells: 0, firstDay: null, lastDay: null }
  const mapped = work.inspection.headings.map(heading => heading.column)
  if (await stageScans(work, counts)) return counts
  if (work.inspection.isSample) throw new MisleadingSample()
  const join = work.dataset.kind === 'INVOICES' && hasLineColumns(mapped) ? new InvoiceLineJoin() : null
  const numberAt = mapped.indexOf('invoice_number')
  for await (const batch of readRows(work.request.source, work.dataset, work.inspection, work.options)) {
    counts.rows += batch.rows.length + batch.rejected.length
    await noteBatch(work, batch)
    if (join) {
      for (const read of batch.rows) join.add(read)
      for (const { row, cells } of batch.rejected) if (cells[numberAt]) join.addBroken(cells[numberAt], row)
    } else {
      await stageBatch(
        work,
        counts,
        batch.rows.map(read => ({ read, rows: [read] })),
      )
    }
    work.onRows(counts.rows)
  }
  if (join) await stageInvoices(work, counts, join)
  return counts
}

async function noteBatch({ findings }: SheetToStage, batch: RowBatch): Promise<void> {
  await findings.addIssues(batch.issues)
  await findings.addRejected(batch.rejected)
}

async function stageInvoices(work: SheetToStage, counts: StageCounts, join: InvoiceLineJoin): Promise<void> {
  let ready: { read: ReadRow; rows: readonly ReadRow[] }[] = []
  for (const invoice of join.invoices(work.context)) {
    if ('rejected' in invoice) await work.findings.addRejected(invoice.rejected)
    else ready.push(invoice)
    if (ready.length >= 1000) {
      await stageBatch(work, counts, ready)
      ready = []
    }
  }
  await stageBatch(work, counts, ready)
}
