import type { UploadFlow } from '../../../app/upload/upload-flow.ts'
import type { UploadState } from '../../../app/upload/upload-state.ts'

/** What every step of an upload is given. */
export interface StepProps {
  readonly flow: UploadFlow
  readonly state: UploadState
}
