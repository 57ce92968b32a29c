import type { UploadReport } from '../../../app/upload/upload-outcome.ts'
import { counted } from './dataset-titles.ts'

/** What storing would do, in numbers and in a sentence. Props: `report` of a dry run. */
export function PreviewFacts({ report }: { readonly report: UploadReport }) {
  const { addedCount, changedCount, unchangedCount, removedCount, rejectedCount, rowCount, quality, period } = report
  const facts = [
    ['New', addedCount],
    ['Changed', changedCount],
    ['As before', unchangedCount],
    ...(removedCount > 0 ? ([['Gone', removedCount]] as const) : []),
    ['Rejected', rejectedCount],
  ] as const
  return (
    <>
      <p>
        {counted(rowCount, 'row')}
        {period ? `, ${period.label}` : ''}. Quality {Math.round(quality.score)} of 100.
        {rejectedCount > 0 && ' Rejected rows can be corrected in the sheet, now or after the others are stored.'}
      </p>
      <dl class="count-facts">
        {facts.map(([label, count]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{count.toLocaleString('en-US')}</dd>
          </div>
        ))}
      </dl>
    </>
  )
}
