import type { UploadReport } from '../../../app/upload/upload-outcome.ts'

/** What became, or would become, of the rows. */
export function ReportCounts({
  report: { addedCount, changedCount, unchangedCount, removedCount },
}: {
  readonly report: UploadReport
}) {
  const counts = [
    ['Added', addedCount],
    ['Changed', changedCount],
    ['Same', unchangedCount],
    ['Removed', removedCount],
  ] as const
  return (
    <dl class="pane-counts">
      {counts.map(([label, count]) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{count.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  )
}
