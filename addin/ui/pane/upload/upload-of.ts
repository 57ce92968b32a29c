import { createUploadFlow, type UploadFlow } from '../../../app/upload/upload-flow.ts'
import type { App } from '../../data/app-context.ts'
import type { PaneSeat } from '../pane-seat.ts'

const flows = new WeakMap<PaneSeat, UploadFlow>()

/** The upload of this pane: one, so that where it stands outlives the view. */
export function uploadOf({ api }: App, seat: PaneSeat): UploadFlow {
  const known = flows.get(seat) ?? createUploadFlow(api, seat.workbook)
  flows.set(seat, known)
  return known
}
