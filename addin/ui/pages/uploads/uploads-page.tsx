import { useState } from 'preact/hooks'
import type { DatasetKind, SnapshotLineFragment } from '../../../api/operations/snapshots.gen.ts'
import { snapshots } from '../../../api/operations/snapshots.gen.ts'
import { uploadOrder } from '../../../app/first-run/upload-order.ts'
import { Card } from '../../components/card.tsx'
import { type DataColumn, DataTable } from '../../components/data-table.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { Link } from '../../components/link.tsx'
import { Select } from '../../components/select.tsx'
import { useApp } from '../../data/app-context.ts'
import { timeText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { uploadIcon } from '../../icons/icons.ts'
import { href, type PageProps, setQuery } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { datasetTitles } from './dataset-titles.ts'
import { MorePages } from './more-pages.tsx'
import { SnapshotStatusBadge } from './snapshot-status-badge.tsx'
import './parts.css'

const PAGE = 25

/** Every version of every dataset, newest first. */
export function UploadsPage({ query: { dataset = '', status = '' } }: PageProps) {
  const { can } = useApp()
  const [cursors, setCursors] = useState<readonly string[]>([])
  const kind = uploadOrder.find(each => each === dataset)
  const filter = {
    ...(kind ? { datasets: [kind] } : {}),
    ...(isStatus(status) ? { status } : {}),
  }
  const query = useQuery(snapshots, { filter, first: PAGE, after: cursors.at(-1) ?? null })
  const narrow = (change: Record<string, string | null>) => {
    setCursors([])
    setQuery(change)
  }
  const upload = can('data:write') && (
    <Link href={href('/uploads/new')} button="primary" icon={uploadIcon}>
      Upload
    </Link>
  )
  return (
    <div class="page">
      <PageHead
        title="Uploads"
        note="Every upload is a version: it can be looked at, compared and taken back, and every past number can be asked for as of then."
      >
        {upload}
      </PageHead>
      <Card title="Versions" flush>
        <div class="filters">
          <Select
            label="Dataset"
            value={kind ?? ''}
            options={[
              { value: '', label: 'All' },
              ...uploadOrder.map(value => ({ value: value as string, label: datasetTitles[value] })),
            ]}
            onChange={value => narrow({ dataset: value })}
          />
          <Select
            label="Status"
            value={isStatus(status) ? status : ''}
            options={[
              { value: '', label: 'All' },
              { value: 'ACCEPTED', label: 'Accepted' },
              { value: 'REVERTED', label: 'Taken back' },
              { value: 'PROCESSING', label: 'Processing' },
            ]}
            onChange={value => narrow({ status: value })}
          />
        </div>
        <QueryView query={query} height={320}>
          {({ snapshots: page }) => (
            <>
              <DataTable
                label="Versions, newest first"
                columns={columns}
                rows={page.nodes}
                keyOf={row => row.id}
                href={row => href(`/uploads/${encodeURIComponent(row.id)}`)}
                stale={query.stale}
                empty={
                  <EmptyState
                    title={kind || status ? 'No version is like that' : 'Nothing has been uploaded yet'}
                    actions={
                      kind || status ? null : (
                        <Link href={href('/start')} button="primary">
                          Where to begin
                        </Link>
                      )
                    }
                  >
                    {kind || status
                      ? 'Choose another dataset or status.'
                      : 'Export clients, invoices and time from your tools, and drop the files in.'}
                  </EmptyState>
                }
              />
              <MorePages label="Versions" size={PAGE} page={page} cursors={cursors} onCursors={setCursors} />
            </>
          )}
        </QueryView>
      </Card>
    </div>
  )
}

const statuses = ['ACCEPTED', 'REVERTED', 'PROCESSING'] as const
const isStatus = (text: string): text is (typeof statuses)[number] => statuses.some(status => status === text)

const number = (value: number) => value.toLocaleString('en-US')

const columns: readonly DataColumn<SnapshotLineFragment>[] = [
  { key: 'number', heading: 'Version', cell: row => `${row.number} · ${datasetTitles[row.dataset as DatasetKind]}` },
  { key: 'status', heading: 'Status', cell: row => <SnapshotStatusBadge status={row.status} /> },
  { key: 'file', heading: 'From', cell: row => row.fileName ?? originTexts[row.origin] },
  { key: 'at', heading: 'When', cell: row => <span class="unbroken">{timeText(row.createdAt)}</span> },
  { key: 'by', heading: 'By', cell: row => row.uploadedBy?.name ?? 'command line' },
  { key: 'accepted', heading: 'Rows', kind: 'number', cell: row => number(row.acceptedCount) },
  { key: 'added', heading: 'New', kind: 'number', cell: row => number(row.addedCount) },
  { key: 'changed', heading: 'Changed', kind: 'number', cell: row => number(row.changedCount) },
  {
    key: 'rejected',
    heading: 'Rejected',
    kind: 'number',
    cell: row => (row.rejectedCount === 0 ? '0' : <strong>{number(row.rejectedCount)}</strong>),
  },
  { key: 'quality', heading: 'Quality', kind: 'number', cell: row => Math.round(row.quality.score) },
]

const originTexts = {
  FILE: 'A file',
  ROWS: 'A sheet',
  CORRECTION: 'Corrected rows',
  REVERT: 'Taking back',
} as const
