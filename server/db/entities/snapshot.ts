import { defineEntity, p } from '@mikro-orm/core'
import type { DatasetKind } from '../../datasets/dataset.ts'
import { instant, int, organization } from './column.ts'

export type SnapshotOrigin = 'FILE' | 'ROWS' | 'CORRECTION' | 'REVERT'

/** One accepted change of one dataset: a version. Numbers are dense in an organization and order all of its data. */
export const Snapshot = defineEntity({
  name: 'Snapshot',
  properties: {
    organizationId: organization(),
    number: p.bigint('number').primary(),
    /** Random, known before the snapshot is accepted. */
    uid: p.text(),
    origin: p.text().$type<SnapshotOrigin>(),
    dataset: p.text().$type<DatasetKind>(),
    fileName: p.text().nullable(),
    sha256: p.text(),
    byteSize: int(),
    /** Mode, scope, period and mapping, as canonical JSON. */
    options: p.text(),
    /** The sheet's headings, as a JSON array. */
    header: p.text(),
    uploadedBy: int().nullable(),
    createdAt: instant(),
    description: p.text().nullable(),
    rowCount: int(),
    acceptedCount: int(),
    rejectedCount: int(),
    addedCount: int(),
    changedCount: int(),
    unchangedCount: int(),
    removedCount: int(),
    /** First and last day of the rows, as days since 1970; null where the dataset has no period. */
    firstDay: int().nullable(),
    lastDay: int().nullable(),
    /** DataQuality as JSON. */
    quality: p.text(),
    /** Of a correction: the snapshot whose rejected rows it fixes. */
    corrects: int().nullable(),
    /** Of a revert: the snapshot it undoes. */
    reverts: int().nullable(),
    /** The revert that undid this one. */
    revertedBy: int().nullable(),
  },
})
