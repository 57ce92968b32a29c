import type { Workbook } from '../model/workbook.ts'
import type { ExcelHost } from '../protocol/excel-host.ts'
import { missingMembers } from '../protocol/not-implemented.ts'
import { refusal, revision } from './book.ts'

export function StatusBar({ book, host }: { book: Workbook; host: ExcelHost | null }) {
  void revision.value
  const { sheet, block } = book.selection
  const numbers: number[] = []
  const cells = block.height * block.width
  if (cells > 1 && cells < 200_000)
    for (let row = block.row; row < block.row + block.height; row++)
      for (let column = block.column; column < block.column + block.width; column++) {
        const value = sheet.value(row, column)
        if (typeof value === 'number') numbers.push(value)
      }
  const sum = numbers.reduce((total, value) => total + value, 0)
  const batches = host?.batches ?? []
  const last = batches.at(-1)
  return (
    <footer class="status">
      <span role="status">{refusal.value ?? 'Ready'}</span>
      {missingMembers.size > 0 && (
        <span class="warning">This spreadsheet lacks: {[...missingMembers.keys()].join(', ')}</span>
      )}
      <span class="grow" />
      {numbers.length > 1 && (
        <span>
          Count {numbers.length} · Sum {sum.toLocaleString('en-US', { maximumFractionDigits: 2 })}
        </span>
      )}
      <span>
        {batches.length} batches
        {last
          ? `, last ${last.actions} actions in ${last.milliseconds.toFixed(0)} ms${last.error ? `: ${last.error}` : ''}`
          : ''}
      </span>
    </footer>
  )
}
