import { useState } from 'preact/hooks'
import { type SnapshotPageQuery, snapshotPage } from '../../../api/operations/snapshots.gen.ts'
import { revertUpload } from '../../../app/upload/revert-upload.ts'
import { Badge } from '../../components/badge.tsx'
import { Button } from '../../components/button.tsx'
import { Card } from '../../components/card.tsx'
import { Link } from '../../components/link.tsx'
import { Select } from '../../components/select.tsx'
import { toast } from '../../components/toast.tsx'
import { useApp } from '../../data/app-context.ts'
import { timeText } from '../../data/period-text.ts'
import { QueryView } from '../../data/query-view.tsx'
import { useQuery } from '../../data/use-query.ts'
import { undoIcon } from '../../icons/icons.ts'
import { href, type PageProps } from '../../router/router.ts'
import { PageHead } from '../parts/page-head.tsx'
import { ChangeList } from './change-list.tsx'
import { CorrectRows } from './correct-rows.tsx'
import { datasetTitles } from './dataset-titles.ts'
import { IssueList } from './issue-list.tsx'
import { MorePages } from './more-pages.tsx'
import { QualityCard } from './quality-card.tsx'
import { RevertDialog } from './revert-dialog.tsx'
import { SnapshotStatusBadge } from './snapshot-status-badge.tsx'
import './parts.css'

type Severity = 'ERROR' | 'WARNING' | 'NOTICE'
type Version = NonNullable<SnapshotPageQuery['snapshot']>

/** One version: what it brought, what was wrong, how good it is, and the way back. */
export function UploadPage({ params: { id = '' } }: PageProps) {
  const app = useApp()
  const [severity, setSeverity] = useState<Severity | ''>('')
  const [issuesAfter, setIssuesAfter] = useState<readonly string[]>([])
  const [changesAfter, setChangesAfter] = useState<readonly string[]>([])
  const [reverting, setReverting] = useState(false)
  const query = useQuery(snapshotPage, {
    id,
    severity: severity === '' ? null : severity,
    issuesAfter: issuesAfter.at(-1) ?? null,
    changesAfter: changesAfter.at(-1) ?? null,
  })
  const again = async () => {
    query.reload()
    await app.refreshViewer()
  }
  return (
    <div class="page">
      <QueryView query={query} height={400}>
        {({ snapshot, datasets }) => {
          if (!snapshot)
            return (
              <PageHead
                title="There is no such version"
                note="It may belong to another organization, or the address is cut off."
              >
                <Link href={href('/uploads')} button="primary">
                  All versions
                </Link>
              </PageHead>
            )
          const dataset = datasets.find(({ kind }) => kind === snapshot.dataset)
          const titleOf = (name: string) => dataset?.columns.find(column => column.name === name)?.title ?? name
          return (
            <>
              <PageHead
                title={`Version ${snapshot.number}: ${datasetTitles[snapshot.dataset]}`}
                back={<Link href={href('/uploads')}>Uploads</Link>}
                note={snapshot.description}
              >
                {app.can('data:write') && snapshot.status === 'ACCEPTED' && (
                  <Button icon={undoIcon} onClick={() => setReverting(true)}>
                    Take it back
                  </Button>
                )}
              </PageHead>
              <div class="page-columns">
                <div class="page-stack">
                  {snapshot.rejectedCount > 0 && snapshot.status === 'ACCEPTED' && app.can('data:write') && (
                    <CorrectRows snapshot={snapshot} titleOf={titleOf} onStored={() => void again()} />
                  )}
                  <Card
                    title="What was wrong"
                    actions={
                      <Select
                        label="Severity"
                        labelHidden
                        value={severity}
                        options={[
                          { value: '', label: 'Everything' },
                          { value: 'ERROR', label: 'Rejected rows' },
                          { value: 'WARNING', label: 'Odd rows, kept' },
                          { value: 'NOTICE', label: 'Notices' },
                        ]}
                        onChange={value => {
                          setSeverity(value)
                          setIssuesAfter([])
                        }}
                      />
                    }
                  >
                    <IssueList issues={snapshot.issues.nodes} total={snapshot.issues.nodes.length} titleOf={titleOf} />
                    <MorePages
                      label="Problems"
                      size={100}
                      page={snapshot.issues}
                      cursors={issuesAfter}
                      onCursors={setIssuesAfter}
                    />
                  </Card>
                  <Card title="What it changed">
                    <ChangeList changes={snapshot.diff.nodes} total={snapshot.diff.nodes.length} titleOf={titleOf} />
                    <MorePages
                      label="Changes"
                      size={50}
                      page={snapshot.diff}
                      cursors={changesAfter}
                      onCursors={setChangesAfter}
                    />
                  </Card>
                </div>
                <div class="page-stack">
                  <Facts snapshot={snapshot} />
                  <QualityCard quality={snapshot.quality} />
                  <Headings snapshot={snapshot} titleOf={titleOf} />
                </div>
              </div>
              <RevertDialog
                open={reverting}
                number={snapshot.number}
                onClose={() => setReverting(false)}
                onRevert={async reason => {
                  await revertUpload(app.api, snapshot.id, reason)
                  setReverting(false)
                  toast(`Version ${snapshot.number} was taken back.`)
                  await again()
                }}
              />
            </>
          )
        }}
      </QueryView>
    </div>
  )
}

function Facts({ snapshot }: { readonly snapshot: Version }) {
  const number = (value: number) => value.toLocaleString('en-US')
  const facts: readonly (readonly [string, string | number])[] = [
    ['File', snapshot.fileName ?? 'none'],
    ['Uploaded', timeText(snapshot.createdAt)],
    ['By', snapshot.uploadedBy?.name ?? 'The command line'],
    ['Days', snapshot.period ? `${snapshot.period.from} to ${snapshot.period.to}` : 'rows have no date'],
    ['Rows', number(snapshot.rowCount)],
    ['Accepted', number(snapshot.acceptedCount)],
    ['Rejected', number(snapshot.rejectedCount)],
    ['New', number(snapshot.addedCount)],
    ['Changed', number(snapshot.changedCount)],
    ['As before', number(snapshot.unchangedCount)],
    ['Gone', number(snapshot.removedCount)],
    // Both are kept from people who may not see all cells.
    ...(snapshot.sha256 === ''
      ? []
      : ([
          ['Size', `${number(snapshot.byteSize)} bytes`],
          ['SHA-256', snapshot.sha256],
        ] as const)),
  ]
  return (
    <Card title="Version" actions={<SnapshotStatusBadge status={snapshot.status} />}>
      <dl class="facts">
        {facts.map(([label, value]) => (
          <>
            <dt key={`${label}-label`}>{label}</dt>
            <dd key={label}>{value}</dd>
          </>
        ))}
      </dl>
    </Card>
  )
}

const readBy = { NAME: 'its name', ALIAS: 'another name of it', MAPPING: 'what was said', NONE: '' } as const

function Headings({ snapshot, titleOf }: { readonly snapshot: Version; readonly titleOf: (name: string) => string }) {
  return (
    <Card title="How headings were read">
      <ul>
        {snapshot.headings.map(({ heading, column, by }) => (
          <li class="list-line" key={heading}>
            <span>{heading === '' ? '(blank)' : heading}</span>
            {column === null ? (
              <Badge>left out</Badge>
            ) : (
              <span>
                {titleOf(column)} <span class="small quiet">by {readBy[by]}</span>
              </span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  )
}
