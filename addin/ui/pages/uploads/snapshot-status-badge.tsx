import type { SnapshotStatus } from '../../../api/operations/snapshots.gen.ts'
import { Badge } from '../../components/badge.tsx'

const words = {
  ACCEPTED: ['Accepted', 'good'],
  REVERTED: ['Taken back', 'neutral'],
  REJECTED: ['Rejected', 'bad'],
  PENDING: ['Waiting', 'brand'],
  PROCESSING: ['Processing', 'brand'],
} as const

/** Where a version stands. */
export function SnapshotStatusBadge({ status }: { readonly status: SnapshotStatus }) {
  const [text, tone] = words[status]
  return <Badge tone={tone}>{text}</Badge>
}
