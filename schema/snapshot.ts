import { decodeId } from '../server/access/opaque-id.ts'
import type { Severity } from '../server/datasets/dataset.ts'
import { dbOf } from '../server/db/tables.ts'
import { BadInput } from '../server/errors.ts'
import { readChanges } from '../server/snapshots/changes/read-changes.ts'
import type { SnapshotRecord } from '../server/snapshots/import-outcome.ts'
import { issueCountsBySnapshots, issuesBySnapshots } from '../server/snapshots/issues-by-snapshots.ts'
import { readSnapshots } from '../server/snapshots/read-snapshots.ts'
import { builder } from './builder.ts'
import type { Context } from './context.ts'
import { DataQuality } from './data-quality.ts'
import { DatasetKindEnum } from './dataset-kind.ts'
import { MappedHeading } from './mapped-heading.ts'
import { memberOf } from './member.ts'
import { connectionOf, listConnectionOf, type PageArgs, pageOf, positionedConnectionOf } from './page.ts'
import { Period, periodOfDays } from './period.ts'
import { loaderOf } from './request-cache.ts'
import { RowChange } from './row-change.ts'
import { mayReadCells, RowIssue, SeverityEnum } from './row-issue.ts'
import { Snapshot, snapshotOf } from './snapshot-ref.ts'
import { User, userOf } from './user.ts'

const SnapshotStatus = builder.enumType('SnapshotStatus', {
  description: 'Where an upload stands.',
  values: {
    PENDING: { description: 'It waits for the uploads before it. A dry run stays PENDING: nothing of it is stored.' },
    PROCESSING: { description: 'It is being read and compared; nothing of it is stored yet.' },
    ACCEPTED: { description: 'It is a version of the data.' },
    REJECTED: { description: 'Nothing of it was stored. Kept for an hour.' },
    REVERTED: { description: 'It was a version and has been undone.' },
  } as const,
})

const SnapshotOrigin = builder.enumType('SnapshotOrigin', {
  description: 'How a version came about.',
  values: {
    FILE: { description: 'A file was uploaded.' },
    ROWS: { description: 'Cells were sent from a spreadsheet.' },
    CORRECTION: { description: 'Rejected rows of an earlier version were fixed.' },
    REVERT: { description: 'An earlier version was undone.' },
  } as const,
})

builder.node(Snapshot, {
  description: 'One accepted upload of one dataset: a version of the data. Versions are numbered without gaps.',
  authScopes: { scopes: ['data:read'] },
  id: { resolve: snapshot => snapshot.uid },
  loadOne: (id, context) => snapshotOf(context, id),
  fields: t => ({
    number: t.exposeInt('number', { description: 'Its number, 1, 2, 3, …; 0 while it is processed and for dry runs.' }),
    dataset: t.expose('dataset', { type: DatasetKindEnum, description: 'Which dataset it belongs to.' }),
    origin: t.expose('origin', { type: SnapshotOrigin, description: 'How it came about.' }),
    status: t.expose('status', { type: SnapshotStatus, description: 'Where it stands.' }),
    fileName: t.exposeString('fileName', { nullable: true, description: 'Name of the file or workbook.' }),
    // Who knows all of a sheet but one cell finds the cell by trying: the hash tells when it is right.
    sha256: t.string({
      description:
        'SHA-256 of its content, in hex; empty while it is processed, and for readers who may not see all cells.',
      resolve: ({ sha256 }, _args, { viewer }) => (mayReadCells(viewer) ? sha256 : ''),
    }),
    byteSize: t.int({
      description: 'Size of the content in bytes; 0 for readers who may not see all cells.',
      resolve: ({ byteSize }, _args, { viewer }) => (mayReadCells(viewer) ? byteSize : 0),
    }),
    uploadedBy: t.field({
      type: User,
      nullable: true,
      description: 'Who uploaded it; null for imports from the command line.',
      resolve: (snapshot, _args, context) =>
        snapshot.uploadedBy === null ? null : userOf(context, snapshot.uploadedBy),
    }),
    createdAt: t.expose('createdAt', { type: 'DateTime', description: 'When it was accepted.' }),
    description: t.exposeString('description', { nullable: true, description: 'What the uploader wrote about it.' }),
    rowCount: t.exposeInt('rowCount', { description: 'Rows of the sheet; blank ones are not counted.' }),
    acceptedCount: t.exposeInt('acceptedCount', { description: 'Rows that were accepted.' }),
    rejectedCount: t.exposeInt('rejectedCount', { description: 'Rows that were rejected; each has an issue.' }),
    addedCount: t.exposeInt('addedCount', { description: 'Accepted rows that are new.' }),
    changedCount: t.exposeInt('changedCount', { description: 'Accepted rows that replaced another content.' }),
    unchangedCount: t.exposeInt('unchangedCount', { description: 'Accepted rows that said what was known already.' }),
    removedCount: t.exposeInt('removedCount', {
      description: 'Rows that went, for uploads that replace a period or all.',
    }),
    period: t.field({
      type: Period,
      nullable: true,
      description: 'First to last day of its rows; null for datasets without dates.',
      resolve: ({ firstDay, lastDay }) =>
        firstDay === null || lastDay === null ? null : periodOfDays(firstDay, lastDay),
    }),
    quality: t.field({ type: DataQuality, description: 'How good the sheet is.', resolve: ({ quality }) => quality }),
    headings: t.field({
      type: [MappedHeading],
      description: 'How its headings were read.',
      resolve: ({ headings }) => headings,
    }),
    issues: t.connection(
      {
        type: RowIssue,
        description: 'What was wrong with its rows, in the order of the sheet.',
        args: { severity: t.arg({ type: SeverityEnum, description: 'Only issues of this severity.' }) },
        resolve: (snapshot, { severity, ...args }, context) => issuesOf(context, snapshot, severity ?? null, args),
      },
      { name: 'RowIssueConnection', description: 'A page of row issues.' },
      { name: 'RowIssueEdge', description: 'A row issue in the list.' },
    ),
    diff: t.connection(
      {
        type: RowChange,
        description: 'Rows that it added, changed and removed. Of a dry run: that it would.',
        complexity: ({ first, last }) => ({ field: 100, multiplier: first ?? last ?? 50 }),
        args: {
          against: t.arg.id({ description: 'An earlier snapshot to compare with; absent: the state just before.' }),
        },
        resolve: (snapshot, { against, ...args }, context) => changesOf(context, snapshot, against ?? null, args),
      },
      { name: 'RowChangeConnection', description: 'A page of changed rows.' },
      { name: 'RowChangeEdge', description: 'A changed row in the list.' },
    ),
  }),
})

async function issuesOf(context: Context, snapshot: SnapshotRecord, severity: Severity | null, args: PageArgs) {
  const page = pageOf(args, 1)
  if (snapshot.number === 0) {
    const issues = (snapshot.preview?.issues ?? []).filter(issue => severity === null || issue.severity === severity)
    return listConnectionOf(issues, args)
  }
  const { organizationId } = memberOf(context)
  const slice = await loaderOf(
    context,
    `issues ${severity} ${JSON.stringify(page)}`,
    async (numbers: readonly number[]) =>
      await issuesBySnapshots(dbOf(context.em), organizationId, numbers, severity, page),
  ).load(snapshot.number)
  const count = async () =>
    (await loaderOf(context, `issue counts ${severity}`, (numbers: readonly number[]) =>
      issueCountsBySnapshots(dbOf(context.em), organizationId, numbers, severity),
    ).load(snapshot.number)) ?? 0
  return connectionOf(slice ?? { rows: [], more: false }, page, issue => [issue.seq], count)
}

async function changesOf(context: Context, snapshot: SnapshotRecord, against: string | null, args: PageArgs) {
  if (snapshot.number === 0) {
    if (against !== null) throw new BadInput('Comparing snapshots: a dry run is compared with the present state only')
    const connection = listConnectionOf(snapshot.preview?.changes ?? [], args)
    return { ...connection, totalCount: () => snapshot.preview?.changeCount ?? 0 }
  }
  const page = pageOf(args, 1)
  if (page.backward) throw new BadInput('Comparing snapshots: changes are read forward; use first and after')
  const from = against === null ? snapshot.number - 1 : await numberOf(context, against)
  if (from >= snapshot.number)
    throw new BadInput(`Comparing snapshots: number ${from} is not earlier than ${snapshot.number}; swap the two`)
  const { organizationId } = memberOf(context)
  const offset = page.from === null ? 0 : Number(page.from[0]) + 1
  const wanted = { dataset: snapshot.dataset, from, to: snapshot.number, offset, limit: page.size }
  const { changes, totalCount } = await readChanges(context.em, organizationId, wanted)
  const slice = { rows: changes, more: offset + changes.length < totalCount }
  return positionedConnectionOf(slice, page, offset, totalCount)
}

async function numberOf(context: Context, id: string): Promise<number> {
  const [uid] = decodeId(id, 'Snapshot', memberOf(context).organizationId) ?? []
  const snapshot = uid === undefined ? null : await snapshotOf(context, uid)
  if (snapshot === null || snapshot.number === 0)
    throw new BadInput('Comparing snapshots: against is not the id of an accepted snapshot')
  return snapshot.number
}

const SnapshotFilterInput = builder.inputType('SnapshotFilter', {
  description: 'Which snapshots; conditions are joined by and.',
  fields: t => ({
    datasets: t.field({ type: [DatasetKindEnum], description: 'Of one of these datasets.' }),
    status: t.field({ type: SnapshotStatus, description: 'ACCEPTED or REVERTED; others are not listed.' }),
  }),
})

builder.queryField('snapshots', t =>
  t.connection(
    {
      type: Snapshot,
      description: 'The versions of your organization’s data, newest first.',
      authScopes: { scopes: ['data:read'] },
      args: { filter: t.arg({ type: SnapshotFilterInput, description: 'Only these snapshots.' }) },
      resolve: async (_root, { filter, ...args }, context) => {
        const page = pageOf(args, 1)
        if (page.backward) throw new BadInput('Reading snapshots: the list is read forward; use first and after')
        const status = filter?.status ?? undefined
        if (status !== undefined && status !== 'ACCEPTED' && status !== 'REVERTED')
          throw new BadInput(`Reading snapshots: ${status} ones are not listed; ask for ACCEPTED or REVERTED`)
        const { snapshots, totalCount } = await readSnapshots(dbOf(context.em), memberOf(context).organizationId, {
          datasets: filter?.datasets ?? undefined,
          status,
          before: page.from === null ? undefined : Number(page.from[0]),
          limit: page.size + 1,
        })
        const slice = { rows: snapshots.slice(0, page.size), more: snapshots.length > page.size }
        return connectionOf(
          slice,
          page,
          snapshot => [snapshot.number],
          () => totalCount,
        )
      },
    },
    { name: 'SnapshotConnection', description: 'A page of snapshots.' },
    { name: 'SnapshotEdge', description: 'A snapshot in the list.' },
  ),
)

builder.queryField('snapshot', t =>
  t.field({
    type: Snapshot,
    nullable: true,
    description: 'One snapshot, also one that is still processed; null where there is none.',
    authScopes: { scopes: ['data:read'] },
    args: { id: t.arg.id({ required: true, description: 'Its id.' }) },
    resolve: (_root, { id }, context) => {
      const [uid] = decodeId(id, 'Snapshot', memberOf(context).organizationId) ?? []
      return uid === undefined ? null : snapshotOf(context, uid)
    },
  }),
)
